/** Types of the editor packages that are used here. WordPress provides these scripts; they are not installed with this project. */

declare module '@wordpress/editor' {
	import type { ComponentType, ReactNode } from 'react';

	export const PluginDocumentSettingPanel: ComponentType< { name: string; title: string; className?: string; children: ReactNode } >;
	export const PluginPrePublishPanel: ComponentType< { title: string; className?: string; initialOpen?: boolean; children: ReactNode } >;
	export const store: { readonly name: 'core/editor' };
}

declare module '@wordpress/plugins' {
	import type { ComponentType } from 'react';

	export function registerPlugin( name: string, settings: { render: ComponentType; icon?: null } ): unknown;
}
