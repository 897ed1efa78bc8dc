package io.aims.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The words in a pack for someone who has nothing but the pack and a verifier key. */
final class Readme {
  private static final String TEXT = """
      EVIDENCE PACK (format: aims evidence pack v1)

      What this is
        Part of an organisation's ledger: events that were recorded when they happened, each with a proof that it is in
        the ledger, and a signed statement of how large the ledger was and what it contained.

      What is in it
        checkpoint    the state of the ledger: name, number of entries, root hash, signature
        manifest      what belongs into this pack, entry by entry, with a signature
        entries/      the events, one a file, byte for byte as they were recorded (CloudEvents 1.0, JSON)
        proofs/       one proof per entry that it is in the ledger at that place (not in a pack of a whole ledger,
                      which proves itself: its entries together give the root hash)
        trace.json    a summary for reading; it proves nothing that the entries do not say

      How to check it
        1. Get the verifier key of the ledger from the organisation, or from whoever has kept it for you, on another
           way than this file. There is no key in here, because a forger would have put their own.
        2. Run    ./aims verify THIS-FILE --key KEY
           It needs no server and no network. It says what the pack covers, or names the first entry that is wrong.
        3. If you hold an older or a published checkpoint of the same ledger, add    --checkpoint FILE
           and it is compared.

      By hand
        The leaf hash of an entry is SHA-256 of a zero byte followed by the file. It is in the manifest's line for that
        entry, and a proof (c2sp.org/tlog-proof) leads from it to the root hash in the checkpoint
        (c2sp.org/tlog-checkpoint). Both signatures are Ed25519 over the text above the blank line
        (c2sp.org/signed-note).

      What it cannot show
        That something never recorded did happen; that the ledger was honest before the first checkpoint that left the
        house; that a case is complete, since its entries were chosen by the issuer. Free text is not in here: events
        carry salted hashes of it, so that text can be erased and proofs stay valid.
      """;

  private Readme() {}

  static byte[] bytes() {
    return TEXT.getBytes(UTF_8);
  }
}
