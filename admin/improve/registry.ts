import { __ } from '@wordpress/i18n';
import type { ComponentType } from 'react';
import { TodayTab } from './today/TodayTab';

export interface ImproveTab {
	name: string;
	title: string;
	Content: ComponentType;
}

/** The tabs there are, in order. A tab is a folder beside this file and one entry here. */
export function improveTabs(): ImproveTab[] {
	return [
		{ name: 'today', title: __( 'Today', 'aaia-chatbot' ), Content: TodayTab },
	];
}
