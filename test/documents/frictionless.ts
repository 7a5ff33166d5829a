import { parse } from 'csv-parse/sync';

/**
 * Whatever a strict reader finds wrong with a data package (datapackage.org, version 2): its description, the cells by
 * type and constraint, primary keys and foreign keys. Written from the standard alone: it knows nothing of who makes it.
 */
export function packageFaults(read: (path: string) => string | undefined, description = 'datapackage.json'): string[] {
  const text = read(description);
  if (text === undefined) return ['there is no datapackage.json'];
  const made = JSON.parse(text) as Package;
  const tables = new Map(made.resources.map((resource) => [resource.name, tableOf(resource, read(resource.path))]));
  return [
    ...packageOwnFaults(made),
    ...made.resources.flatMap((resource) => [
      ...resourceFaults(resource),
      ...tableFaults(resource, tables.get(resource.name)),
      ...pointerFaults(resource, tables),
    ]),
  ];
}

/** The cells of a resource by its description: missing values are undefined. */
export function cellsOf(read: (path: string) => string | undefined, name: string): Record<string, string>[] {
  const { resources } = JSON.parse(read('datapackage.json') ?? '') as Package;
  const resource = resources.find((one) => one.name === name);
  const { header = [], rows = [] } = (resource && tableOf(resource, read(resource.path))) ?? {};
  return rows.map((row) => Object.fromEntries(header.map((column, at) => [column, row[at] ?? ''])));
}

interface Package {
  readonly $schema?: string;
  readonly name?: string;
  readonly created?: string;
  readonly resources: readonly Resource[];
}
interface Resource {
  readonly name: string;
  readonly path: string;
  readonly type?: string;
  readonly encoding?: string;
  readonly mediatype?: string;
  readonly schema: Schema;
}
interface Schema {
  readonly fields: readonly Field[];
  readonly missingValues?: readonly string[];
  readonly primaryKey?: string | readonly string[];
  readonly foreignKeys?: readonly Pointer[];
}
interface Field {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly constraints?: { readonly required?: boolean; readonly enum?: readonly string[]; readonly unique?: boolean };
}
interface Pointer {
  readonly fields: string | readonly string[];
  readonly reference: { readonly resource?: string; readonly fields: string | readonly string[] };
}
interface Cells {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | undefined)[])[];
}

const isName = (name: string | undefined) => name !== undefined && /^[a-z0-9._/-]+$/.test(name);
const list = (one: string | readonly string[] = []) => (typeof one === 'string' ? [one] : one);

function packageOwnFaults({ $schema, name, created, resources }: Package): string[] {
  const names = resources.map((resource) => resource.name);
  return [
    ...($schema === 'https://datapackage.org/profiles/2.0/datapackage.json' ? [] : ['package: another profile']),
    ...(isName(name) ? [] : ['package: a name of other signs']),
    ...(created === undefined || !Number.isNaN(Date.parse(created)) ? [] : ['package: created at no moment']),
    ...(resources.length > 0 ? [] : ['package: no resource']),
    ...(new Set(names).size === names.length ? [] : ['package: two resources of one name']),
  ];
}

function resourceFaults({ name, path, encoding, schema }: Resource): string[] {
  const fields = schema.fields.map((field) => field.name);
  const keyed = [...list(schema.primaryKey), ...(schema.foreignKeys ?? []).flatMap((pointer) => list(pointer.fields))];
  return [
    ...(isName(name) ? [] : ['a name of other signs']),
    ...(/^(?!\/|[a-z]+:)(?!.*\.\.)[^\\]+$/.test(path) ? [] : ['an unsafe path']),
    ...(encoding === 'utf-8' ? [] : ['another encoding']),
    ...(new Set(fields).size === fields.length ? [] : ['two fields of one name']),
    ...keyed.filter((field) => !fields.includes(field)).map((field) => `a key of no field: ${field}`),
  ].map((fault) => `${name}: ${fault}`);
}

function tableOf({ schema }: Resource, text: string | undefined): Cells | undefined {
  if (text === undefined) return undefined;
  const [header = [], ...rows] = parse(text, { bom: true, record_delimiter: '\r\n' });
  const missing = schema.missingValues ?? [''];
  return { header, rows: rows.map((row) => row.map((cell) => (missing.includes(cell) ? undefined : cell))) };
}

const types: Readonly<Record<string, RegExp>> = {
  string: /[^]/,
  integer: /^[+-]?\d+$/,
  number: /^[+-]?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|INF|NaN)$/,
  boolean: /^(?:true|True|TRUE|1|false|False|FALSE|0)$/,
  date: /^-?\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  datetime: /^-?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/,
};

function tableFaults({ name, schema }: Resource, table: Cells | undefined): string[] {
  if (!table) return [`${name}: there is no file`];
  const { fields } = schema;
  const own = fields.map((field) => field.name);
  if (String(table.header) !== String(own)) return [`${name}: other columns than described`];
  const cells = fields.flatMap((field, at) =>
    table.rows.flatMap((row, index) => {
      const fault = cellFault(field, row[at]);
      return fault === undefined ? [] : [`${name}: row ${index + 1}, ${field.name}: ${fault}`];
    }),
  );
  return [...cells, ...keyFaults(name, schema, table)];
}

function cellFault({ type, constraints = {} }: Field, cell: string | undefined): string | undefined {
  if (cell === undefined) return constraints.required ? 'is missing' : undefined;
  if (!types[type]?.test(cell)) return `is no ${type}: ${cell}`;
  return constraints.enum && !constraints.enum.includes(cell) ? `is none of its values: ${cell}` : undefined;
}

/** A row's cells in some columns; undefined when one of them is missing. */
function keyOf({ header }: Cells, row: Cells['rows'][number], fields: readonly string[]): string | undefined {
  const cells = fields.map((field) => row[header.indexOf(field)]);
  return cells.includes(undefined) ? undefined : JSON.stringify(cells);
}

function keyFaults(name: string, { primaryKey }: Schema, table: Cells): string[] {
  const fields = list(primaryKey);
  if (fields.length === 0) return [];
  const keys = table.rows.map((row) => keyOf(table, row, fields));
  return [
    ...(keys.includes(undefined) ? [`${name}: a primary key is missing`] : []),
    ...(new Set(keys).size < keys.length ? [`${name}: a primary key stands twice`] : []),
  ];
}

/** A pointer with a missing part points to nothing, as a null does in a database. */
function pointerFaults({ name, schema }: Resource, tables: ReadonlyMap<string, Cells | undefined>): string[] {
  return (schema.foreignKeys ?? []).flatMap(({ fields, reference }) => {
    const [table, target] = [tables.get(name), tables.get(reference.resource || name)];
    const [own, other] = [list(fields), list(reference.fields)];
    if (!table || !target) return [`${name}: points to no resource: ${reference.resource}`];
    if (own.length !== other.length || other.some((field) => !target.header.includes(field)))
      return [`${name}: points to no fields: ${own.join()}`];
    const known = new Set(target.rows.map((row) => keyOf(target, row, other)));
    const dangling = table.rows
      .map((row) => keyOf(table, row, own))
      .filter((key) => key !== undefined && !known.has(key));
    return [...new Set(dangling)].map((key) => `${name}: ${own.join()} points to nothing: ${key}`);
  });
}
