import CCrypto

/// The SHA-256 digest of bytes, by the system's libcrypto, which uses the processor's instructions for it; in Swift the
/// digests took 6 % of the whole pipeline's time.
public enum SHA256 {
  /// The digest in hexadecimal, 64 digits. O(n).
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    let digest = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
      _ = CCrypto.SHA256(bytes, bytes.count, digest.baseAddress)
      count = Int(SHA256_DIGEST_LENGTH)
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: digest.count * 2) { text in
      for (index, byte) in digest.enumerated() {
        text[2 * index] = digits[Int(byte >> 4)]
        text[2 * index + 1] = digits[Int(byte & 15)]
      }
      return digest.count * 2
    }
  }
}
