<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Sources\GuestContext;
use Aaia\Chatbot\Content\Sources\PostText;
use Aaia\Chatbot\Content\Sources\ProductPrice;
use Aaia\Chatbot\Content\Sources\ProductText;
use Aaia\Chatbot\Content\Sources\RenderCrashLog;
use Aaia\Chatbot\Content\Sources\RenderLimits;
use Aaia\Chatbot\Content\Sources\VisibleTextFilter;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Support\SystemClock;

/** Pages with the shortcode `[deadly]`, which ends PHP itself. */
final class DeadlyPages {

	/**
	 * Reads such a page in this process, with one second for it.
	 *
	 * @param 'exit'|'loop'|'memory'|'late' $how What the shortcode does; `late`: the page is read while WordPress shuts down, and the
	 *                                           shortcode exits.
	 *
	 * @return string The page's text, when PHP is still there.
	 */
	public static function read( int $post_id, string $how ): string {
		ini_set( 'memory_limit', '192M' );
		add_shortcode(
			'deadly',
			static function () use ( $how ): never {
				while ( 'loop' === $how ) {
					continue;
				}
				for ( $rubbish = []; 'memory' === $how; ) {
					$rubbish[] = str_repeat( 'x', 1_000_000 );
				}
				exit;
			}
		);
		$html = new HtmlText();
		$text = new PostText(
			$html,
			new ProductText( $html, new ProductPrice() ),
			new GuestContext(),
			new RenderLimits(),
			new RenderCrashLog( new SystemClock(), 1 ),
			new VisibleTextFilter(),
		);
		$read = static function () use ( $text, $post_id ): string {
			$post = get_post( $post_id );
			return $post instanceof \WP_Post
				? implode( "\n", array_map( static fn( Section $section ): string => $section->text, $text->sections( $post, 'en_US' ) ) )
				: '';
		};
		if ( 'late' !== $how ) {
			return $read();
		}
		add_action( 'shutdown', static function () use ( $read ): void {
			echo $read();
		}, 0 );
		return '';
	}
}
