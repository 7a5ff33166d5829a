/**
 * Seals what people answer in anonymous surveys, each survey with a key of its own that is kept apart from the data:
 * once the key is destroyed, no copy of the data tells who answered what. A key is known by its mark, which tells nothing
 * of it. Implemented in `storage/vault/`.
 */
export interface Vault {
  /** The mark of the survey's key; undefined when there is none, or none that can be read. */
  mark(surveyId: string): Promise<string | undefined>;
  /**
   * The mark of the survey's key, which is made where there is none, and on disk by then. Throws `SURVEY_KEY_MISSING`
   * when the keys are away, or what stands in the key's place is no key.
   */
  make(surveyId: string): Promise<string>;
  /**
   * The text sealed with the key of this mark, as printable characters; its length tells little. Throws
   * `SURVEY_KEY_MISSING` when that is not the survey's key.
   */
  seal(surveyId: string, mark: string, plaintext: string): Promise<string>;
  /** The text again. Throws `SEAL_UNREADABLE` when the key is missing, or the text was altered or sealed elsewhere. */
  open(surveyId: string, sealed: string): Promise<string>;
  /**
   * Destroys the key of this mark, or without one whatever key there is, for good. False when that key cannot be found
   * and was not destroyed before: then it lies somewhere else. True as often as it is called until `clear`.
   */
  destroy(surveyId: string, mark: string | undefined): Promise<boolean>;
  /** Leaves nothing behind that tells that the key was destroyed. */
  clear(surveyId: string): Promise<void>;
}
