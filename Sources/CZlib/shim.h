#ifndef KHABAR_CZLIB_SHIM_H
#define KHABAR_CZLIB_SHIM_H

#include <zlib.h>

// `inflateInit2` is a macro, which Swift does not import.
static inline int khabar_inflate_init(z_streamp stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

static inline int khabar_deflate_init(z_streamp stream, int level, int window_bits) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

#endif
