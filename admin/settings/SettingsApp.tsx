import { Button, Notice, Spinner } from '@wordpress/components';
import { useEffect, useMemo, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import { goTo, usePlace } from '../shared/place';
import { SaveBar } from './SaveBar';
import { SettingsContext, focusField } from './settings-context';
import { Tabs, panelId, tabId } from '../shared/Tabs';
import { settingsTabs } from './tabs/registry';
import { useSettingsScreen } from './use-settings-screen';

/** Settings -> Aaia XP. */
export function SettingsApp() {
	const screen = useSettingsScreen();
	const { state, save } = screen;
	const tabs = useMemo( settingsTabs, [] );
	const place = usePlace();
	const current = tabs.find( ( tab ) => tab.name === place.tab ) ?? tabs[ 0 ];
	const wrong = Object.keys( state.errors )[ 0 ];
	/** Setting whose field gets the focus next. */
	const toFocus = useRef< string | undefined >();

	useEffect( () => {
		const tab = wrong === undefined ? undefined : tabs.find( ( { settings } ) => settings.includes( wrong ) );
		if ( tab && wrong !== undefined ) {
			toFocus.current = wrong;
			goTo( { tab: tab.name, part: '' } );
		}
	}, [ wrong, tabs ] );

	useEffect( () => {
		// When the tab with the field has been rendered.
		const field = toFocus.current;
		if ( field !== undefined && current?.settings.includes( field ) ) {
			toFocus.current = undefined;
			window.requestAnimationFrame( () => focusField( field ) );
		}
	}, [ wrong, current, place.part ] );

	useEffect( () => {
		const onKey = ( event: KeyboardEvent ): void => {
			if ( ( event.ctrlKey || event.metaKey ) && ! event.altKey && event.key.toLowerCase() === 's' ) {
				event.preventDefault();
				void save();
			}
		};
		window.addEventListener( 'keydown', onKey );
		return () => window.removeEventListener( 'keydown', onKey );
	}, [ save ] );

	return (
		<SettingsContext.Provider value={ screen }>
			<div className="aaia-head">
				<h1>{ __( 'Aaia XP', 'aaia-chatbot' ) }</h1>
				<a href={ pageFacts().pages.inbox }>{ __( 'Go to conversations', 'aaia-chatbot' ) }</a>
			</div>
			{ state.phase === 'load-failed' && (
				<Notice status="error" isDismissible={ false }>
					<p>{ state.notice?.text }</p>
					<Button variant="secondary" onClick={ screen.reload }>
						{ __( 'Try again', 'aaia-chatbot' ) }
					</Button>
				</Notice>
			) }
			{ state.phase === 'loading' && state.server === null && (
				<div className="aaia-loading">
					<Spinner />
					<span>{ __( 'Loading settings…', 'aaia-chatbot' ) }</span>
				</div>
			) }
			{ state.server !== null && current && (
				<>
					<Tabs
						label={ __( 'Settings', 'aaia-chatbot' ) }
						current={ current.name }
						tabs={ tabs.map( ( { name, title, settings } ) => ( {
							name,
							title,
							errors: settings.filter( ( key ) => key in state.errors ).length,
						} ) ) }
						onChoose={ ( name ) => goTo( { tab: name, part: '' } ) }
					/>
					<div
						className="aaia-panel"
						role="tabpanel"
						tabIndex={ -1 }
						id={ panelId( current.name ) }
						aria-labelledby={ tabId( current.name ) }
					>
						<current.Content />
					</div>
					<SaveBar screen={ screen } />
				</>
			) }
		</SettingsContext.Provider>
	);
}
