import type { FormQuestionOf } from '../answer/form.ts';
import { Clear, Group } from '../answer/group.tsx';
import type { KindProps } from '../answer/props.ts';
import { Radios } from '../answer/radios.tsx';
import type { PageKind } from './page-kind.ts';

/** One of a short list: yes or no. */
function ListInputs(props: KindProps<FormQuestionOf<'yesNo'>>) {
  return (
    <Group {...props} isOneOf>
      <Radios {...props} />
      <Clear {...props} keys={[props.question.code]} />
    </Group>
  );
}

/** Yes or no: there is nothing to be decided of it. */
export const yesNo: PageKind<'yesNo'> = {
  Inputs: ListInputs,
  Editing: () => null,
  hasLimits: false,
  fresh: (kept) => ({ kind: 'yesNo', ...kept }),
  choices: () => [{ code: 'yes' }, { code: 'no' }],
};
