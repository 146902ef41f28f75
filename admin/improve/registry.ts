import type { ComponentType } from 'react';

export interface ImproveTab {
	name: string;
	title: string;
	Content: ComponentType;
}

/** The tabs there are, in order. A tab is a folder beside this file and one entry here. */
export function improveTabs(): ImproveTab[] {
	return [];
}
