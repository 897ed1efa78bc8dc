package io.aims.incident.vault;

/**
 * A secret that only the holder of a key can read.
 *
 * @param key name of the key
 * @param bytes nonce, encrypted text and tag
 */
public record SealedSecret(String key, byte[] bytes) {}
