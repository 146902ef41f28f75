import { __ } from '@wordpress/i18n';
import { pageFacts } from '../../../data/page-facts';
import { useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { inkOn } from './contrast';
import { translationsFrom } from './translations';

/** A picture of the panel with what is typed. Not the panel itself: it only shows words and colours. */
export function Preview( { language }: { language: string } ) {
	const { state } = useSettings();
	const text = ( key: string ): string => String( shownValue( state, key ) ).trim();
	const color = /^#[0-9a-f]{6}$/i.test( text( 'widget_color' ) ) ? text( 'widget_color' ) : '#3858e9';
	const ink = inkOn( color );
	const own = translationsFrom( text( 'widget_translations' ) )[ language ] ?? {};
	const lines = ( own.suggestions ?? [] ).filter( ( line ) => line.trim() !== '' );
	const suggestions = ( lines.length > 0 ? lines : text( 'widget_suggestions' ).split( '\n' ) ).filter( Boolean ).slice( 0, 6 );
	return (
		<figure
			className={ `aaia-preview is-${ text( 'widget_position' ) } is-${ text( 'widget_scheme' ) }` }
			style={ { '--aaia-color': color, '--aaia-ink': ink } as React.CSSProperties }
		>
			<figcaption className="screen-reader-text">{ __( 'Preview of the panel', 'aaia-chatbot' ) }</figcaption>
			<div className="aaia-preview__panel" aria-hidden="true">
				<div className="aaia-preview__head">{ own.title?.trim() || text( 'widget_title' ) || pageFacts().site_title }</div>
				<div className="aaia-preview__log">
					<p dir="auto">{ own.greeting?.trim() || text( 'widget_greeting' ) || __( 'Hello! How can we help you?', 'aaia-chatbot' ) }</p>
					{ suggestions.map( ( suggestion ) => (
						<span key={ suggestion } dir="auto">
							{ suggestion }
						</span>
					) ) }
				</div>
			</div>
			<div className="aaia-preview__button" aria-hidden="true">
				<svg viewBox="0 0 24 24" width="24" height="24">
					<path
						fill="none"
						stroke="currentColor"
						strokeWidth="2"
						strokeLinejoin="round"
						d="M4 12a8 8 0 1 1 3.5 6.6L4 20l1-3.9A8 8 0 0 1 4 12Z"
					/>
				</svg>
			</div>
		</figure>
	);
}
