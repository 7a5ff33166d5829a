import type { PackageRole } from '../../domain/network/package-part.ts';
import { dataFiles } from './data-files.ts';
import { type Html, html } from './html.ts';
import { list, paragraph, remark, table, together } from './markup.ts';
import type { PackageReader } from './reader.ts';

/** What the package is, what else is in it, and how to check that it is whole. */
export function readMeChapter({ contents, t }: PackageReader): Html {
  return html`${paragraph(t('package:readMe.what'))}${paragraph(t('package:readMe.people'))}
<h3>${t('package:readMe.verifyHeading')}</h3>
${paragraph(t('package:readMe.verify'))}${list([
  [t('package:readMe.verifyHashes'), html`<br><code>sha512sum -c manifest-sha512.txt tagmanifest-sha512.txt</code>`],
  [t('package:readMe.verifyWindows'), html`<br><code>certutil -hashfile ${t('package:readMe.anyFile')} SHA512</code>`],
  [t('package:readMe.verifyCommand'), html`<br><code>npm run cli -- verify FILE.zip</code>`],
])}${paragraph(t('package:readMe.notProof'))}
<h3>${t('package:readMe.filesHeading')}</h3>
${paragraph(t('package:readMe.files'))}${list(
  dataFiles(contents).map(({ path, about }) => html`<a href="${path}">${path}</a>: ${t(about)}`),
)}
<h3>${t('package:readMe.compareHeading')}</h3>
${paragraph(t('package:readMe.compare'))}`;
}

/** How much there is of what. Every number can be counted again from the tables. */
export function figuresChapter({ contents, t }: PackageReader): Html {
  const rows = Object.entries(contents.figures).map(([figure, count]) => [t(`package:figure.${figure}`), count]);
  return html`${paragraph(t('package:figures'))}${table(t('package:chapter.figures'), [t('package:what'), t('survey:exported.count')], rows)}`;
}

/** Groups, organisations with their contact points, and who has which task. */
export function networkChapter(reader: PackageReader): Html {
  const { contents, t } = reader;
  const { groups, organisations, roles, membersWithoutOrganisation } = contents.people;
  const column = (name: string) => t(`package:column.${name}`);
  return html`<h3>${t('survey:whichGroups')}</h3>
${table(
  t('survey:whichGroups'),
  [column('group'), column('leads'), column('members')],
  groups.map((group) => [reader.pick(group.name), leadsOf(reader, group.id), group.members]),
)}<h3>${t('network:organisations')}</h3>
${paragraph(t('package:organisationsNote'))}${table(
  t('network:organisations'),
  [column('organisation'), column('type'), column('municipalities'), column('contactPoint'), column('members')],
  organisations.map((organisation) => [
    reader.written(organisation.name),
    t(`terms:organisationType.${organisation.type}`),
    together(organisation.municipalities.map(reader.written)),
    organisation.contactPoint ? reader.written(organisation.contactPoint) : t('package:unknown'),
    organisation.members,
  ]),
)}${membersWithoutOrganisation > 0 ? remark(t('package:withoutOrganisation', { count: membersWithoutOrganisation })) : undefined}<h3>${t('page:person.roles')}</h3>
${paragraph(t('package:rolesNote'))}${table(
  t('page:person.roles'),
  [column('name'), column('role'), column('group'), column('organisation')],
  roles.map((role) => roleRow(reader, role)),
)}`;
}

function leadsOf(reader: PackageReader, groupId: string) {
  const leads = reader.contents.people.roles.filter((role) => role.groupId === groupId);
  return leads.length > 0 ? together(leads.map((role) => reader.written(role.name))) : reader.t('package:unknown');
}

function roleRow(reader: PackageReader, role: PackageRole) {
  return [
    reader.written(role.name),
    reader.t(`terms:role.${role.role}`),
    role.groupId ? reader.groupName(role.groupId) : reader.t('survey:audience.network'),
    reader.organisationName(role.organisationId),
  ];
}
