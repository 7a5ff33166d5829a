import { isAppError } from '../domain/errors.ts';
import { isPresent } from '../domain/network/actor.ts';
import { type Member, members, networks } from '../domain/network/network.ts';
import { nameCoordinator } from '../domain/network/roles.ts';
import type { Store } from '../domain/store.ts';
import type { Deps } from '../domain/use-case.ts';
import { readArguments } from './arguments.ts';
import { type Command, Failure, type Output, WrongUse } from './command.ts';
import { unknownNetwork } from './unknown-network.ts';

/** What naming a coordinator needs from outside. */
export interface CoordinatorDeps extends Pick<Deps, 'now' | 'newId'> {
  /** Opens the store, also beside a running bot; for writing, one in a data folder only while no bot runs on it. */
  openStore(readOnly: boolean): Promise<Store>;
}

/** Names a coordinator of a network, or without anybody to name, lists those who may be. */
export function coordinatorCommand({ openStore, ...deps }: CoordinatorDeps): Command {
  return {
    usage: 'coordinator --network ID [--member ID] [--json]',
    async run(args, output) {
      const { network, member, json } = readOptions(args);
      const store = await openStore(member === undefined);
      try {
        if (!(await store.get(networks, network))) throw await unknownNetwork(store, network);
        if (member === undefined) list(await presentIn(store, network), json, output);
        else tell(await named({ ...deps, store }, network, member), json, output);
        return 0;
      } finally {
        await store.close();
      }
    },
  };
}

function readOptions(args: readonly string[]) {
  const { values } = readArguments({
    args: [...args],
    options: { network: { type: 'string' }, member: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (!values.network) throw new WrongUse('coordinator needs --network, the id of the network.');
  if (values.member === '') throw new WrongUse('--member must be the id of a member, or their Entra object id.');
  return { network: values.network, member: values.member, json: values.json };
}

async function presentIn(store: Store, networkId: string): Promise<Member[]> {
  const found: Member[] = [];
  for await (const member of store.stream(members, { networkId })) if (isPresent(member)) found.push(member);
  return found;
}

async function named(deps: Parameters<typeof nameCoordinator>[0], networkId: string, who: string): Promise<Member> {
  try {
    return await nameCoordinator(deps, networkId, who);
  } catch (error) {
    if (!isAppError(error, 'NOT_FOUND')) throw error;
    const hint = 'Without --member, the command lists those who are.';
    throw new Failure(`Nobody of the id "${who}" is in network "${networkId}". ${hint}`, { cause: error });
  }
}

function shown({ id, name, roles }: Member) {
  return { id, name, coordinator: roles.includes('coordinator') };
}

function list(all: readonly Member[], json: boolean, output: Output): void {
  if (json) output.out(`${JSON.stringify({ members: all.map(shown) })}\n`);
  else for (const { id, name, coordinator } of all.map(shown)) output.out(`${id}  ${name}${coordinator ? ' *' : ''}\n`);
}

function tell(member: Member, json: boolean, output: Output): void {
  if (json) output.out(`${JSON.stringify({ member: shown(member) })}\n`);
  else output.out(`${member.name} is coordinator now.\n`);
}
