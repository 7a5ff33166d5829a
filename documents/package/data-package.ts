import type { Field, Table } from './columns.ts';
import type { PackageReader } from './reader.ts';

/** Describes the tables as a Frictionless Data Package (datapackage.org, version 2). */
export function dataPackage(reader: PackageReader, tables: readonly Table[]): object {
  const { contents, t } = reader;
  const name = reader.plain(contents.network.name);
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: slug(contents.network.id),
    title: `${t('package:title')}: ${name}`,
    description: t('package:dataPackage'),
    created: contents.asOf,
    contributors: [{ title: name, roles: ['creator'] }],
    resources: tables.map((table) => resource(table, t(`package:table.${table.name}`))),
  };
}

/** A name as a data package and a folder may have one: small letters, digits and hyphens. */
export function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'network'
  );
}

function resource(table: Table, description: string): object {
  const pointers = table.fields.filter((field) => field.refersTo);
  return {
    name: table.name,
    path: `${table.name}.csv`,
    type: 'table',
    description,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: {
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: table.fields.map(fieldSchema),
      missingValues: [''],
      ...(table.primaryKey ? { primaryKey: table.primaryKey } : {}),
      ...(pointers.length > 0 ? { foreignKeys: pointers.map(foreignKey) } : {}),
    },
  };
}

function fieldSchema({ name, type, values, required }: Field): object {
  const constraints = { ...(required ? { required } : {}), ...(values ? { enum: values } : {}) };
  return { name, type, ...(Object.keys(constraints).length > 0 ? { constraints } : {}) };
}

function foreignKey({ name, refersTo }: Field): object {
  return { fields: ['network', name], reference: { resource: refersTo, fields: ['network', 'id'] } };
}
