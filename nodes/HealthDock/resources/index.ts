import type { Resource } from '../../shared/operation/types';
import { appointment } from './appointment';
import { patient } from './patient';

export const resources: Resource[] = [appointment, patient];
