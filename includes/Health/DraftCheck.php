<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\PostLanguage;
use Aaia\Chatbot\Content\Text\Chunker;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Support\Clock;

/** Looks a text over before it is saved: what stands in it against what the site's pages say, links within the site included. Nothing is stored and no code of blocks or shortcodes runs. */
final class DraftCheck {

	public function __construct(
		private readonly DocumentCheck $documents,
		private readonly Claims $reader,
		private readonly Contradictions $contradictions,
		private readonly LinkReader $links,
		private readonly InternalLinks $internal,
		private readonly Clock $clock,
	) {}

	/**
	 * @param \WP_Post $post    The post that the text is to become.
	 * @param string   $content As it stands in the editor.
	 *
	 * @return list<Finding>
	 */
	public function of( \WP_Post $post, string $title, string $content ): array {
		$language = ( new PostLanguage() )->code( $post );
		$html     = has_blocks( $content ) ? (string) preg_replace( '/<!--.*?-->/s', '', $content ) : wpautop( $content );
		$chunks   = ( new Chunker() )->chunks( ( new HtmlText() )->sections( strip_shortcodes( $html ) ) );
		$own      = $this->documents->document_of( $post->ID ) ?? 0;
		$today    = $this->clock->now()->setTimezone( wp_timezone() );
		$found    = [];
		foreach ( $this->links->of_content( $content, (string) get_permalink( $post ) ) as $url => $label ) {
			$verdict = $this->internal->is_internal( $url ) ? $this->internal->verdict( $url ) : null;
			if ( LinkState::Dead === $verdict?->state ) {
				$found[] = Findings::dead_link( $own, new Link( 0, $url, '', true, LinkState::Dead, $verdict->reason, 0, null ), $label );
			}
		}
		foreach ( Expiries::of( $chunks, $language, $today ) as $expiry ) {
			if ( $expiry->date < $today->format( 'Y-m-d' ) ) {
				$found[] = Findings::expired( $own, $expiry );
			}
		}
		foreach ( $this->contradictions->of( $this->reader->of( $title, $chunks ), $own, $language ) as $rival ) {
			if ( $rival->other_id !== $own ) {
				$found[] = Findings::draft( $own, $rival );
			}
		}
		return $found;
	}
}
