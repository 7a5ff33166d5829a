/** A municipality that is not on the map, in the forms that a Finnish sentence needs. */
export interface Place {
  readonly name: string;
  /** Whose: `Mallilan`. */
  readonly of: string;
  /** Where: `Mallilassa`. */
  readonly in: string;
}

/** Municipalities that are recognisably examples. */
export const places: readonly Place[] = [
  { name: 'Esimerkkilä', of: 'Esimerkkilän', in: 'Esimerkkilässä' },
  { name: 'Mallila', of: 'Mallilan', in: 'Mallilassa' },
  { name: 'Kokeilukylä', of: 'Kokeilukylän', in: 'Kokeilukylässä' },
  { name: 'Harjoitusjärvi', of: 'Harjoitusjärven', in: 'Harjoitusjärvellä' },
  { name: 'Keksittylä', of: 'Keksittylän', in: 'Keksittylässä' },
  { name: 'Näyteniemi', of: 'Näyteniemen', in: 'Näyteniemessä' },
  { name: 'Luonnosmäki', of: 'Luonnosmäen', in: 'Luonnosmäellä' },
  { name: 'Mallikoski', of: 'Mallikosken', in: 'Mallikoskella' },
  { name: 'Oletuskylä', of: 'Oletuskylän', in: 'Oletuskylässä' },
  { name: 'Tarinajoki', of: 'Tarinajoen', in: 'Tarinajoella' },
  { name: 'Kuvitesaari', of: 'Kuvitesaaren', in: 'Kuvitesaaressa' },
  { name: 'Sepitelampi', of: 'Sepitelammen', in: 'Sepitelammella' },
];
