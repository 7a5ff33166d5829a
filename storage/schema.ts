/**
 * The number of the records' shapes and of the stores' layout that this program writes, and the newest that it reads.
 * It grows by one whenever a stored record changes its shape; PostgreSQL's migrations carry the same numbers.
 */
export const schemaVersion = 6;
