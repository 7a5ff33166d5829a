import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { inLine } from '../../../../locales/isolated.ts';
import { MoreList } from '../../ui/more.tsx';
import { useSession } from '../../ui/session.tsx';
import { WhenLoaded } from '../../ui/states.tsx';
import { useWords } from '../../ui/texts.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import type { Draft } from './edited.ts';
import { useEditorStyles } from './styles.ts';
import type { Person } from './use-awaited.ts';

/** The most people that a survey may name one by one. */
const mostChosen = 500;
/** How long to wait after a letter before looking for people, in milliseconds. */
const pause = 250;
/** How many people are found at once. */
const atOnce = 30;

interface PeopleProps {
  readonly chosen: readonly string[];
  readonly groups: Draft['groups'];
  /** Those whose names are known. */
  readonly known: readonly Person[];
  /** True once it is told who of them can be asked. */
  readonly isTold: boolean;
  readonly onChange: (chosen: string[]) => void;
}

/** People chosen one by one: those chosen stay, whatever is looked for next. */
export function PeopleChoice({ chosen, groups, known, isTold, onChange }: PeopleProps) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [group, setGroup] = useState('');
  const [seen, setSeen] = useState<readonly Person[]>([]);
  const isFull = chosen.length >= mostChosen;
  const toggle = (person: Person, isOn: boolean) => {
    setSeen((before) => [...before.filter(({ id }) => id !== person.id), person]);
    onChange(isOn ? [...chosen, person.id] : chosen.filter((id) => id !== person.id));
  };
  const remove = (id: string) => {
    onChange(chosen.filter((other) => other !== id));
    document.getElementById('people-search')?.focus();
  };
  const gone = (id: string): Person[] => (isTold ? [{ id, name: t('editor:audience.gone'), organisation: null }] : []);
  const people = chosen.flatMap((id) => [...known, ...seen].find((one) => one.id === id) ?? gone(id));
  return (
    <>
      <p className={styles.marks}>{t('survey:peopleText')}</p>
      <div className={styles.pair}>
        <Field label={t('survey:searchPeople')}>
          <Input
            id="people-search"
            type="search"
            value={search}
            maxLength={100}
            onChange={(_event, { value }) => setSearch(value)}
          />
        </Field>
        {groups.length > 1 && (
          <Field label={t('survey:fromGroup')}>
            <Select value={group} onChange={(_event, { value }) => setGroup(value)}>
              <option value="">{t('terms:targetGroup.everyone')}</option>
              {groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      <Found search={search} group={group} chosen={chosen} isFull={isFull} onToggle={toggle} />
      {isFull && <p className={styles.marks}>{t('editor:audience.full', { count: mostChosen })}</p>}
      {chosen.length > 0 && (
        <section className={styles.part} aria-labelledby="chosen-people">
          <h3 id="chosen-people" className={styles.legend}>
            {t('survey:chosenPeople')} ({chosen.length})
          </h3>
          <ul className={styles.chosen}>
            {people.map((person) => (
              <li key={person.id}>
                <span className={styles.rowText}>{nameOf(person)}</span>
                <Button
                  size="small"
                  aria-label={t('editor:removeOf', { name: person.name })}
                  onClick={() => remove(person.id)}
                >
                  {t('editor:remove')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function nameOf({ name, organisation }: Person): string {
  return organisation === null ? name : inLine([name, organisation], ' – ');
}

interface FoundProps extends Pick<PeopleProps, 'chosen'> {
  readonly search: string;
  readonly group: string;
  readonly isFull: boolean;
  readonly onToggle: (person: Person, isOn: boolean) => void;
}

function Found({ search, group, chosen, isFull, onToggle }: FoundProps) {
  const styles = useEditorStyles();
  const { t } = useWords();
  const { api } = useSession();
  const wanted = useLater(search);
  const load = useCallback(
    (after?: string) =>
      api('GET /survey-people', { query: { search: wanted, after, limit: atOnce, ...(group && { group }) } }),
    [api, wanted, group],
  );
  const { loaded, reload } = useLoaded(load);
  return (
    <WhenLoaded loaded={loaded} onRetry={reload}>
      {(first) => (
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t('survey:foundPeople')}</legend>
          <MoreList first={first} load={load} keyOf={({ id }) => id} className={styles.boxes}>
            {(person) => (
              <Checkbox
                label={nameOf(person)}
                checked={chosen.includes(person.id)}
                disabled={isFull && !chosen.includes(person.id)}
                onChange={(_event, { checked }) => onToggle(person, checked === true)}
              />
            )}
          </MoreList>
          <p className={styles.marks} role="status">
            {first.total === 0 ? t('survey:nobodyFound') : first.next !== null ? t('survey:morePeople') : ''}
          </p>
        </fieldset>
      )}
    </WhenLoaded>
  );
}

/** A text once it is no longer being typed. */
function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return later;
}
