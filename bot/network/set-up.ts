import type { Card } from '../../cards/card.ts';
import { networkReadyCard, setUpCard } from '../../cards/network/set-up.ts';
import { type Picked, pickedAmong } from '../../cards/pick-many.ts';
import { isSearched } from '../../cards/pick-one.ts';
import { within } from '../../cards/within.ts';
import { AppError, isAppError } from '../../domain/errors.ts';
import { members } from '../../domain/network/network.ts';
import { maySetUp, setUpNetwork } from '../../domain/network/set-up.ts';
import type { DataOf, Turn } from '../feature.ts';
import { whileWaited } from '../later.ts';
import type { Team } from '../team-reader.ts';
import { overview } from './overview.ts';

type SetUp = DataOf<'network.create'>;

/** The form to set up a network: with the channels chosen, or with what was typed. */
export async function setUpForm(turn: Turn, typed?: SetUp): Promise<Card> {
  if (turn.network) return overview(turn);
  if (!maySetUp(turn.actor)) return refuse();
  const team = await whileWaited(turn.team({ mayBeOld: true }));
  return setUpCard(turn.reader, {
    name: typed?.name ?? team.name,
    region: typed?.region ?? '',
    projectEndsOn: typed?.projectEndsOn ?? '',
    channels: team.channels,
    picked: typed ? pickedFrom(team, typed) : chosenBeforehand(team),
    people: team.size,
    regions: turn.deps.builtIn.regions,
  });
}

function pickedFrom({ channels }: Team, typed: SetUp): Picked {
  return pickedAmong(
    channels.map(({ id }) => id),
    typed.channels,
    typed,
  );
}

/** So many channels that they do not stand on one page are not all working groups. */
function chosenBeforehand({ channels }: Team): Picked {
  const chosen = isSearched(channels) ? [] : channels.map(({ id }) => id);
  return { chosen: new Set(chosen), search: '', page: 0 };
}

function refuse(): never {
  throw new AppError('FORBIDDEN', 'only a founder sets up a network');
}

/** Sets up the network once: whoever is second, by a moment or by a week, is shown what there is. */
export async function create(turn: Turn, typed: SetUp): Promise<Card> {
  if (turn.network) return overview(turn);
  try {
    return await createFirst(turn, typed);
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
    return overview(await turn.again());
  }
}

function incomplete(lacking: Readonly<Record<string, boolean>>): AppError {
  const missing = Object.keys(lacking).filter((input) => lacking[input]);
  const fields = Object.fromEntries(missing.map((input) => [input, 'required' as const]));
  return new AppError('INPUT_INVALID', `missing: ${missing.join(', ')}`, { fields });
}

async function createFirst(turn: Turn, typed: SetUp): Promise<Card> {
  const team = await turn.team();
  const region = turn.deps.builtIn.regions.find(({ code }) => code === typed.region);
  const { chosen } = pickedFrom(team, typed);
  const channels = team.channels.filter(({ id }) => chosen.has(id));
  if (!region || !typed.name || channels.length === 0) {
    throw incomplete({ name: !typed.name, region: !region, channels: channels.length === 0 });
  }
  const general = turn.reader.t('network:general');
  const network = await setUpNetwork(turn.deps, turn.actor, {
    teamId: team.id,
    name: { [turn.reader.language]: typed.name },
    region: region.name.fi ?? region.code,
    timeZone: turn.deps.timeZone,
    language: turn.reader.language,
    projectEndsOn: typed.projectEndsOn || undefined,
    channels: channels.map(({ id, name }) => ({ id, name: name || general })),
    serviceUrl: turn.place.serviceUrl,
    people: await turn.people(),
  });
  const count = await turn.deps.store.count(members, { networkId: network.id });
  const ready = networkReadyCard(turn.reader, { name: typed.name, groups: channels.length, members: count });
  return within(ready, network.id);
}
