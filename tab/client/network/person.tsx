import { Checkbox } from '@fluentui/react-components';
import { useCallback } from 'react';
import { type Api, Problem } from '../ui/api.ts';
import { Back } from '../ui/back.tsx';
import { Facts, Section } from '../ui/facts.tsx';
import { useSession } from '../ui/session.tsx';
import { useStyles } from '../ui/styles.ts';
import { useWords } from '../ui/texts.ts';
import { PageTitle } from '../ui/title.tsx';
import { Refusal, useAction } from '../ui/use-action.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { WholePage } from '../ui/whole-page.tsx';
import type { Member } from './member.ts';
import { PlaceForm } from './place-form.tsx';

/** One member: organisation, roles and groups, for coordinators to change. */
export function PersonPage({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { api } = useSession();
  const load = useCallback(() => api('GET /members/{memberId}', { path: { memberId: id } }), [api, id]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <>
      <Back to="people" />
      <WholePage loaded={loaded} onRetry={reload}>
        {(member) => (
          <>
            <PageTitle text={member.name} />
            <Section title={t('page:person.about')}>
              <Facts
                facts={[
                  [t('page:person.account'), t(member.guest ? 'page:person.guest' : 'page:person.own')],
                  [t('survey:whichGroups'), groupsOf(member)],
                ]}
              />
            </Section>
            <Tasks member={member} onChanged={replace} />
            <Section title={t('page:person.organisation')}>
              <PlaceForm key={member.organisation?.id ?? ''} member={member} onChanged={replace} />
            </Section>
          </>
        )}
      </WholePage>
    </>
  );
}

function groupsOf({ groups }: Member): string {
  const own = groups.filter(({ member }) => member);
  return own.map(({ name }) => name).join(', ');
}

/** A task that a member has or has not, and how it is given and taken. */
interface Task {
  readonly key: string;
  readonly label: string;
  has(member: Member): boolean;
  change(api: Api, member: Member, has: boolean): Promise<Member>;
}

const roles = ['coordinator', 'compiler'] as const;

function roleTask(role: (typeof roles)[number], label: string): Task {
  return {
    key: role,
    label,
    has: (member) => member.roles.includes(role),
    change: (api, { id: memberId, version }, has) => {
      const input = { path: { memberId, role }, version };
      return has
        ? api('PUT /members/{memberId}/roles/{role}', input)
        : api('DELETE /members/{memberId}/roles/{role}', input);
    },
  };
}

function leadTask(groupId: string, label: string): Task {
  return {
    key: groupId,
    label,
    has: (member) => member.groups.some(({ id, leads }) => id === groupId && leads),
    change: (api, { id: memberId, version }, has) => {
      const input = { path: { memberId, groupId }, version };
      return has
        ? api('PUT /members/{memberId}/leads/{groupId}', input)
        : api('DELETE /members/{memberId}/leads/{groupId}', input);
    },
  };
}

interface TasksProps {
  readonly member: Member;
  readonly onChanged: (member: Member) => void;
}

function Tasks({ member, onChanged }: TasksProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { api } = useSession();
  const { act, isBusy, problem } = useAction();
  const toggle = (task: Task, has: boolean) =>
    act(async () => {
      try {
        const changed = await task.change(api, member, has);
        onChanged(changed);
        const undo = async () => onChanged(await task.change(api, changed, !has));
        return has
          ? t('page:person.given', { task: task.label })
          : { text: t('page:person.taken', { task: task.label }), undo };
      } catch (error) {
        // Nothing was typed: what the other editor has made of it is shown, and the press can be repeated.
        if (error instanceof Problem && error.code === 'STALE') onChanged(error.current as Member);
        throw error;
      }
    });
  const boxes = (tasks: readonly Task[]) =>
    tasks.map((task) => (
      <Checkbox
        key={task.key}
        label={task.label}
        checked={task.has(member)}
        onChange={(_event, { checked }) => !isBusy && void toggle(task, checked === true)}
      />
    ));
  return (
    <Section title={t('page:person.tasks')}>
      <Refusal problem={problem} />
      <fieldset className={styles.fieldset}>
        <legend>{t('page:person.roles')}</legend>
        {boxes(roles.map((role) => roleTask(role, t(`terms:role.${role}`))))}
      </fieldset>
      <fieldset className={styles.fieldset}>
        <legend>{t('page:person.leads')}</legend>
        {boxes(member.groups.map(({ id, name }) => leadTask(id, name)))}
      </fieldset>
    </Section>
  );
}
