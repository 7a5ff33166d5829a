import { chatQuestionKey } from '../../domain/network/chats.ts';
import type { Member, Network, WorkingGroup } from '../../domain/network/network.ts';
import type { RosterPerson } from '../../domain/network/new-member.ts';
import { box, card, choice, paragraph, written } from '../build.ts';
import type { Card } from '../card.ts';
import { execute } from '../execute.ts';
import type { Reader } from '../reader.ts';
import { shortened } from '../shorten.ts';
import { names } from './sync.ts';

const longestName = 80;

/** A group chat that may become a working group, or is one. */
export interface ChatForm {
  readonly name: string;
  /** The networks it may be bound to; one when it is bound. */
  readonly networks: readonly Network[];
  readonly networkId: string;
  readonly group: WorkingGroup | undefined;
}

/** The form to make a group chat a working group, or to bring its members up to date. */
export function chatCard(reader: Reader, form: ChatForm): Card {
  const { t } = reader;
  const { group, name, networkId } = form;
  if (group) {
    return card(
      reader,
      t('network:chatTitle'),
      [written(reader.pick(group.name), { label: t('common:group') }), paragraph(t('network:chatIs'))],
      [execute('network.bindChat', t('network:chatSync'), { name: reader.pick(group.name), networkId })],
    );
  }
  return card(
    reader,
    t('network:chatTitle'),
    [
      paragraph(t('network:chatIntro')),
      { type: 'Input.Text', id: 'name', label: `${t('network:chatName')} *`, value: name, maxLength: 100 },
      choice({
        id: 'networkId',
        label: `${t('tab:network')} *`,
        value: networkId,
        choices: form.networks.map((network) => ({
          title: shortened(reader.pick(network.name), longestName),
          value: network.id,
        })),
        expandedUpTo: 0,
      }),
    ],
    [execute('network.bindChat', t('network:chatBind'), {}, { style: 'positive' })],
  );
}

/**
 * Asks before those in a chat who are not in the network become members, and names them; and before many leave its group
 * who are no longer in it.
 */
export function askNewcomersCard(
  reader: Reader,
  asked: {
    readonly name: string;
    readonly chatId: string;
    readonly network: Network;
    readonly newcomers: readonly RosterPerson[];
    readonly leaving?: readonly Member[];
  },
): Card {
  const { t } = reader;
  const { name, chatId, network, newcomers, leaving = [] } = asked;
  const data = { name, chatId, networkId: network.id, agreed: chatQuestionKey({ newcomers, leaving }) };
  return card(
    reader,
    t('network:chatTitle'),
    [
      written(reader.pick(network.name), { label: t('tab:network') }),
      ...(newcomers.length > 0 ? [paragraph(t('network:chatAsk', { count: newcomers.length }))] : []),
      ...names(reader, newcomers),
      ...(leaving.length > 0 ? [paragraph(t('network:absentChat', { count: leaving.length }))] : []),
      ...names(reader, leaving),
    ],
    [
      leaving.length > 0
        ? execute('network.bindChat', t('network:chatYesBoth'), data, { style: 'destructive' })
        : execute('network.bindChat', t('network:chatYes'), data, { style: 'positive' }),
      execute('command.open', t('common:cancel'), { name: 'network' }),
    ],
  );
}

/** Says that a chat is a working group, and how many are in it. */
export function chatBoundCard(reader: Reader, bound: { readonly group: WorkingGroup; readonly members: number }): Card {
  const { t } = reader;
  return card(
    reader,
    t('network:chatTitle'),
    [
      box('good', [written(reader.pick(bound.group.name), { label: t('network:chatDone') })]),
      paragraph(t('network:chatMembers', { count: bound.members })),
    ],
    [execute('command.open', t('survey:newTitle'), { name: 'survey' })],
  );
}
