import { useEffect, useRef } from '@wordpress/element';
import type { KeyboardEvent } from 'react';
import { _n, isRTL, sprintf } from '@wordpress/i18n';

export interface TabItem {
	name: string;
	title: string;
	/** Fields that could not be saved. */
	errors?: number;
}

export const tabId = ( name: string ): string => `aaia-tab-${ name }`;
export const panelId = ( name: string ): string => `aaia-panel-${ name }`;

/** Tabs as the ARIA practices describe them: arrow keys move and choose, Home and End go to the ends. */
export function Tabs( {
	label,
	tabs,
	current,
	onChoose,
}: {
	label: string;
	tabs: readonly TabItem[];
	current: string;
	onChoose: ( name: string ) => void;
} ) {
	const list = useRef< HTMLDivElement >( null );
	useEffect( () => {
		// On a phone the tabs are wider than the screen.
		list.current?.querySelector( '[aria-selected=true]' )?.scrollIntoView( { block: 'nearest', inline: 'nearest' } );
	}, [ current ] );
	const move = ( event: KeyboardEvent ): void => {
		const at = tabs.findIndex( ( tab ) => tab.name === current );
		const forward = isRTL() ? 'ArrowLeft' : 'ArrowRight';
		const back = isRTL() ? 'ArrowRight' : 'ArrowLeft';
		const targets: Record< string, number > = {
			[ forward ]: ( at + 1 ) % tabs.length,
			[ back ]: ( at + tabs.length - 1 ) % tabs.length,
			Home: 0,
			End: tabs.length - 1,
		};
		const next = tabs[ targets[ event.key ] ?? -1 ];
		if ( next ) {
			event.preventDefault();
			onChoose( next.name );
			list.current?.querySelector< HTMLElement >( `#${ tabId( next.name ) }` )?.focus();
		}
	};
	return (
		<div className="aaia-tabs" role="tablist" aria-label={ label } tabIndex={ -1 } ref={ list } onKeyDown={ move }>
			{ tabs.map( ( { name, title, errors = 0 } ) => (
				<button
					key={ name }
					type="button"
					role="tab"
					id={ tabId( name ) }
					aria-selected={ name === current }
					aria-controls={ panelId( name ) }
					tabIndex={ name === current ? 0 : -1 }
					onClick={ () => onChoose( name ) }
				>
					{ title }
					{ errors > 0 && (
						<span className="aaia-tabs__errors">
							{ /* translators: %d: number of fields. */ sprintf( _n( '%d problem', '%d problems', errors, 'aaia-chatbot' ), errors ) }
						</span>
					) }
				</button>
			) ) }
		</div>
	);
}
