#ifndef KHABAR_CLIBXML2_FLOOR_SHIM_H
#define KHABAR_CLIBXML2_FLOOR_SHIM_H

#include <libxml/HTMLparser.h>

#endif
