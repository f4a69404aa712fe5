#ifndef KHABAR_CCRYPTO_SHIM_H
#define KHABAR_CCRYPTO_SHIM_H

#include <openssl/sha.h>

#endif
