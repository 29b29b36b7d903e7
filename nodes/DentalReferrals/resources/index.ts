import type { Resource } from '../../shared/operation/types';
import { file } from './file';
import { form } from './form';
import { referral } from './referral';

export const resources: Resource[] = [file, form, referral];
