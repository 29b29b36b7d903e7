import type { Bundle } from '@medplum/fhirtypes';

import type { Switches } from './world';

/** Another host to a client, and this sandbox all the same: whoever goes there is seen. */
const elsewhere = (url: string): string => url.replace('//127.0.0.1', '//localhost');

/** A page as this HeyDonto is told to give it. */
export function withNextLink(page: Bundle, { nextLink, total }: Switches): Bundle {
	const self = page.link?.find(({ relation }) => relation === 'self')?.url ?? '';
	const change = { own: (url: string) => url, foreign: elsewhere, repeated: () => self }[nextLink];
	const link = page.link?.map(({ relation, url }) => ({
		relation,
		url: relation === 'next' ? change(url) : url,
	}));
	const changed = { ...page, link };
	if (total === 'absent') delete changed.total;
	return changed;
}
