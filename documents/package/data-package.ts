import type { Texts } from '../../locales/texts.ts';
import type { Field, Pointer, Table } from './columns.ts';
import { slug } from './name.ts';
import type { PackageReader } from './reader.ts';

/** Describes the tables as a Frictionless Data Package (datapackage.org, version 2). */
export function dataPackage(reader: PackageReader, tables: readonly Table[]): object {
  const { contents, t } = reader;
  const name = reader.plain(contents.network.name);
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: slug(contents.network.id),
    title: `${t('package:title')}: ${name}`,
    description: `${t('package:dataPackage')} ${t('package:readMe.compareHeading')}: ${t('package:readMe.compare')}`,
    created: contents.asOf,
    contributors: [{ title: name, roles: ['creator'] }],
    resources: tables.map((table) => resource(table, t)),
  };
}

function resource(table: Table, t: Texts): object {
  const pointers = [
    ...table.fields.flatMap(({ name, refersTo }) => (refersTo ? { fields: [name], table: refersTo, to: ['id'] } : [])),
    ...(table.pointers ?? []),
  ];
  return {
    name: table.name,
    path: `${table.name}.csv`,
    type: 'table',
    description: t(`package:table.${table.name}`),
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: {
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: table.fields.map((field) => fieldSchema(field, t)),
      missingValues: [''],
      ...(table.primaryKey ? { primaryKey: table.primaryKey } : {}),
      ...(pointers.length > 0 ? { foreignKeys: pointers.map(foreignKey) } : {}),
    },
  };
}

function fieldSchema({ name, type, values, required, about, codes }: Field, t: Texts): object {
  const known = codes?.known.map((code) => `${code} = ${t(`${codes.words}.${code}`)}`).join('; ');
  const description = [about && t(`package:field.${about}`), known && t('package:codes', { known })];
  const constraints = { ...(required ? { required } : {}), ...(values ? { enum: values } : {}) };
  const told = description.filter(Boolean).join(' ');
  return {
    name,
    type,
    ...(told && { description: told }),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}

function foreignKey({ fields, table, to }: Pointer): object {
  return { fields: ['network', ...fields], reference: { resource: table, fields: ['network', ...to] } };
}
