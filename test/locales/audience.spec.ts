import { expect } from 'chai';
import { audienceText } from '../../locales/audience.ts';
import { textLanguages } from '../../locales/text.ts';

describe('the words for whom a survey asks', () => {
  const said = (audience: Parameters<typeof audienceText>[0]) =>
    textLanguages.map((language) => audienceText(audience, language));

  it('are a group’s own name when it is one', () => {
    expect(said({ kind: 'groups', names: ['Tuki'] })).to.deep.equal(['Tuki', 'Tuki', 'Tuki']);
  });

  it('list several groups as each language does', () => {
    expect(said({ kind: 'groups', names: ['A', 'B', 'C'] })).to.deep.equal([
      'Työryhmät: A, B ja C',
      'Arbetsgrupper: A, B och C',
      'Working groups: A, B and C',
    ]);
  });

  it('name the whole network', () => {
    expect(said({ kind: 'network' })).to.deep.equal(['Koko verkosto', 'Hela nätverket', 'The whole network']);
  });

  it('name types of organisations in the plural, as a phrase of its own', () => {
    expect(said({ kind: 'organisationTypes', types: ['library', 'municipality', 'other'] })).to.deep.equal([
      'Kirjastot, kunnat ja muut tahot',
      'Bibliotek, kommuner och andra aktörer',
      'Libraries, municipalities and others',
    ]);
  });

  it('count people who were chosen', () => {
    expect(said({ kind: 'members', count: 12 })).to.deep.equal([
      '12 valittua henkilöä',
      '12 utvalda personer',
      '12 chosen people',
    ]);
    expect(said({ kind: 'members', count: 1 })[0]).to.equal('1 valittu henkilö');
  });
});
