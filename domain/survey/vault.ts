/**
 * Seals what people answer in anonymous surveys, each survey with a key of its own that is kept apart from the data:
 * once the key is destroyed, no copy of the data tells who answered what. Implemented in `storage/vault/`.
 */
export interface Vault {
  /** The text in sealed form, as printable characters; its length tells little. The first call makes the key. */
  seal(surveyId: string, plaintext: string): Promise<string>;
  /** The text again. Throws `SEAL_UNREADABLE` when the key is gone, or the text was altered or sealed elsewhere. */
  open(surveyId: string, sealed: string): Promise<string>;
  /** Destroys the key for good; doing it again does nothing. */
  destroy(surveyId: string): Promise<void>;
}
