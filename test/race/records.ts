import type { WorkingGroup } from '../../domain/network/network.ts';
import { SurveyTemplate } from '../../domain/survey/survey.ts';

const label = { fi: 'Kysymys' };
/** One question to write to, and one to choose in. */
export const template = SurveyTemplate.parse({
  code: 'test',
  title: { fi: 'Kysely' },
  purpose: { fi: 'Miksi' },
  anonymity: 'named',
  questions: [
    { kind: 'text', code: 'first', label, required: true },
    { kind: 'choice', code: 'second', label, options: ['a', 'b', 'c'].map((code) => ({ code, label })) },
  ],
});

/** A chat that is a working group. */
export const chat: WorkingGroup = {
  id: 'chat',
  version: 0,
  networkId: 'uudi',
  name: { fi: 'Pienryhmä' },
  channelId: '19:chat',
  chat: true,
  serviceUrl: 'http://127.0.0.1:9',
  language: 'fi',
};
