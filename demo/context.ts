import { demoName, demoPeople, demoTeam, organisationName, type PersonKey } from './people.ts';

/** Whom the Playground may act as. */
export const seats = ['coordinator', 'lead', 'member'] as const satisfies readonly PersonKey[];
export type Seat = (typeof seats)[number];

/** The Playground takes exactly one current user and five others. */
const playgroundPeople = ['coordinator', 'lead', 'compiler', 'member', 'teacher', 'adviser'] as const;

/** The Playground's id of a person's chat account. */
export function accountId(person: PersonKey): string {
  return `29:${person}`;
}

/**
 * What the Playground is told about its make-believe Teams: the demo network's tenant, team, channels and people, with
 * one of them as the current user. The file it reads is YAML, of which JSON is a part.
 */
export function playgroundContext(seat: Seat) {
  return {
    version: '0.1.1',
    tenantId: demoTeam.tenantId,
    bot: { id: '00000000-0000-0000-0000-0000000000b1', name: 'Verkostobotti' },
    currentUser: userOf(seat),
    users: playgroundPeople.filter((person) => person !== seat).map(userOf),
    personalChat: { id: `uudi-personal-${seat}` },
    groupChat: { id: 'uudi-group-chat', name: 'Ryhmäkeskustelu' },
    team: {
      id: demoTeam.id,
      name: demoTeam.name,
      aadGroupId: '00000000-0000-0000-0000-0000000000c1',
      channels: [{ id: demoTeam.channels.home, name: 'Kotiin vietävä tuki' }],
    },
  };
}

function userOf(key: PersonKey) {
  const person = demoPeople[key];
  const address = `${key}@example.org`;
  return {
    id: accountId(key),
    name: demoName(person),
    // Misspelt as the Playground spells it.
    userPrincipleName: address,
    aadObjectId: person.aadObjectId,
    givenName: organisationName(person.organisation),
    surname: person.role,
    email: address,
  };
}
