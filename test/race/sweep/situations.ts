import { ofDeliveries } from './deliveries.ts';
import { ofNetworks } from './networks.ts';
import { ofPeople } from './people.ts';
import { ofPractices } from './practices.ts';
import type { Situation } from './situation.ts';
import { ofSurveys } from './surveys.ts';

/** All situations in which use cases are put together. */
export const situations: readonly Situation[] = [
  ...ofSurveys,
  ...ofPractices,
  ...ofNetworks,
  ...ofPeople,
  ...ofDeliveries,
];
