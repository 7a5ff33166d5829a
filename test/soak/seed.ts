/** Where chance begins: `SOAK_SEED` to have a run again, else another one each time. */
export function soakSeed(): number {
  return Number(process.env['SOAK_SEED'] ?? Math.floor(Math.random() * 1_000_000));
}
