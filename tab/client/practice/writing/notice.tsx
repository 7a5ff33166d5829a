import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { Facts } from '../../ui/facts.tsx';
import { Linked } from '../../ui/linked.tsx';
import { useStyles } from '../../ui/styles.ts';
import { useWords } from '../../ui/texts.ts';
import { type WritingForm } from './changes.ts';

/** What is being written and for whom, and what others see of it meanwhile. */
export function WritingNotice({ form }: { readonly form: WritingForm }) {
  const styles = useStyles();
  const { t } = useWords();
  const { kind, state, revision, group, organisation, onBehalf, returnReason } = form;
  return (
    <>
      <Facts
        facts={[
          [t('page:list.kind'), t(`terms:practiceKind.${kind}`)],
          [t('common:group'), group],
          [t(onBehalf ? 'writing:onBehalf' : 'page:practice.organisation'), organisation],
        ]}
      />
      {state !== 'draft' && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('writing:standing', { revision })}</MessageBarBody>
        </MessageBar>
      )}
      {returnReason !== null && (
        <div>
          <h2 className={styles.h4}>{t('page:practice.returnReason')}</h2>
          <p className={styles.written}>
            <Linked text={returnReason} />
          </p>
        </div>
      )}
    </>
  );
}
