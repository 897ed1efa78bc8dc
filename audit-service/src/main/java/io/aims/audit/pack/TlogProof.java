package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.aims.audit.merkle.Hash;
import io.aims.audit.merkle.InclusionProof;

/**
 * The file form of a proof, c2sp.org/tlog-proof: the path and the checkpoint together, so that one entry and its proof
 * can be handed on alone.
 */
final class TlogProof {
  private static final String TITLE = "c2sp.org/tlog-proof@v1";

  private TlogProof() {}

  static byte[] encode(InclusionProof proof, byte[] checkpoint) {
    var head = new StringBuilder(TITLE).append("\nindex ").append(proof.index()).append('\n');
    proof.path().forEach(hash -> head.append(hash.base64()).append('\n'));
    var out = new ByteArrayOutputStream(head.length() + 1 + checkpoint.length);
    out.writeBytes(head.append('\n').toString().getBytes(US_ASCII));
    out.writeBytes(checkpoint);
    return out.toByteArray();
  }

  /**
   * Reads the proof of one entry under one checkpoint; another index or another checkpoint is refused.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static InclusionProof parse(byte[] bytes, long index, long size, byte[] checkpoint) {
    var text = new String(bytes, US_ASCII);
    var blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw new IllegalArgumentException("has no checkpoint");
    }
    var lines = text.substring(0, blank).split("\n", -1);
    if (lines.length < 2 || !lines[0].equals(TITLE) || !lines[1].equals("index " + index)) {
      throw new IllegalArgumentException("is not a proof for index " + index);
    }
    var proof = new InclusionProof(index, size, path(lines));
    if (!Arrays.equals(encode(proof, checkpoint), bytes)) {
      throw new IllegalArgumentException("belongs to another checkpoint");
    }
    return proof;
  }

  private static List<Hash> path(String[] lines) {
    var path = new ArrayList<Hash>(lines.length - 2);
    for (var i = 2; i < lines.length; i++) {
      path.add(Hash.parseBase64(lines[i]));
    }
    return path;
  }
}
