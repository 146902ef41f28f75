import { __, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../../../data/page-facts';
import { useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { inkOn } from '../../../shared/contrast';
import { launcherWordsFrom, translationsFrom } from './translations';

/** Largest offset and size of the button that the preview shows. Pixels. */
const MOST = 40;

/** Preview of button and panel with unsaved values. Not the real panel: only texts, colours and positions. */
export function Preview( { language, picture }: { language: string; picture: string } ) {
	const { state } = useSettings();
	const text = ( key: string ): string => String( shownValue( state, key ) ).trim();
	const pixels = ( key: string, usual: number ): number => Math.min( Number( text( key ) ) || usual, usual + MOST );
	const color = /^#[0-9a-f]{6}$/i.test( text( 'widget_color' ) ) ? text( 'widget_color' ) : '#3858e9';
	const ink = inkOn( color );
	const own = translationsFrom( text( 'widget_translations' ) )[ language ] ?? {};
	const lines = ( own.suggestions ?? [] ).filter( ( line ) => line.trim() !== '' );
	const suggestions = ( lines.length > 0 ? lines : text( 'widget_suggestions' ).split( '\n' ) ).filter( Boolean ).slice( 0, 6 );
	const name = text( 'widget_assistant_name' );
	const words = launcherWordsFrom( text( 'widget_launcher_translations' ) )[ language ]?.trim() || text( 'widget_launcher_text' );
	const consent = shownValue( state, 'consent_required' ) === true;
	const assistant = __( 'AI assistant', 'aaia-chatbot' );
	return (
		<figure
			className={ `aaia-preview is-${ text( 'widget_position' ) } is-${ text( 'widget_scheme' ) }` }
			style={ { '--aaia-color': color, '--aaia-ink': ink } as React.CSSProperties }
		>
			<figcaption className="screen-reader-text">{ __( 'Preview of the panel', 'aaia-chatbot' ) }</figcaption>
			<div className="aaia-preview__panel" aria-hidden="true">
				<div className="aaia-preview__head">
					<span className="aaia-preview__face">{ picture ? <img src={ picture } alt="" /> : '✦' }</span>
					<div>
						<div dir="auto">{ own.title?.trim() || text( 'widget_title' ) || pageFacts().site_title }</div>
						<div className="aaia-preview__who" dir="auto">
							{ name
								? /* translators: %s: the name that the owner gave the assistant. */ sprintf( __( '%s · AI assistant', 'aaia-chatbot' ), name )
								: assistant }
						</div>
					</div>
				</div>
				<div className="aaia-preview__log">
					<p className="aaia-preview__notice" dir="auto">
						{ own.notice?.trim() || text( 'widget_notice' ) || __( 'An AI assistant answers here and can make mistakes.', 'aaia-chatbot' ) }
					</p>
					<p dir="auto">{ own.greeting?.trim() || text( 'widget_greeting' ) || __( 'Hello! How can we help you?', 'aaia-chatbot' ) }</p>
					{ suggestions.map( ( suggestion ) => (
						<span key={ suggestion } dir="auto">
							{ suggestion }
						</span>
					) ) }
				</div>
				{ consent && (
					<div className="aaia-preview__consent">
						<p dir="auto">
							{ text( 'consent_text' ) ||
								__(
									'What you write here is stored, read by an AI assistant and by our team, and may be forwarded to them by e-mail. You can delete the conversation at any time.',
									'aaia-chatbot'
								) }
						</p>
						<span>{ __( 'I agree', 'aaia-chatbot' ) }</span>
					</div>
				) }
			</div>
			<div
				className={ `aaia-preview__button is-${ text( 'widget_icon' ) }` }
				style={ { minWidth: pixels( 'widget_size', 58 ), minHeight: pixels( 'widget_size', 58 ) } }
				aria-hidden="true"
			>
				<ButtonIcon icon={ text( 'widget_icon' ) } picture={ picture } hasWords={ words !== '' } />
				{ words && <b dir="auto">{ words }</b> }
			</div>
		</figure>
	);
}

function ButtonIcon( { icon, picture, hasWords }: { icon: string; picture: string; hasWords: boolean } ) {
	if ( icon === 'picture' && picture ) {
		return <img src={ picture } alt="" />;
	}
	if ( icon === 'none' && hasWords ) {
		return null;
	}
	return <i>{ { question: '?', dots: '···' }[ icon ] }</i>;
}
