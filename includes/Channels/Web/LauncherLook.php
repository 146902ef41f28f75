<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;

/**
 * The style sheet of a button that the owner gave another place, size, icon or text.
 *
 * It goes into the page, so that the launcher need not carry what most sites do not use. Where a content security policy forbids it, the
 * button looks as it comes.
 */
final class LauncherLook {

	/** Key in the autoloaded option: the picture as button, as a path below the uploads. */
	public const PICTURE = 'launcher_picture';

	/** Width and height of the button as it comes, in pixels. */
	private const SIZE = 58;

	/** Pixels between the button and the panel. */
	private const GAP = 14;

	/** Windows that the panel does not cover, as the panel's own style sheet draws that line. */
	private const BESIDE = '@media(min-width:481px) and (min-height:481px){';

	/** Largest width of a phone's window, in pixels, as WordPress draws that line. */
	private const PHONE = 782;

	public function __construct(
		private readonly Settings $settings,
		private readonly SiteState $state,
	) {}

	/** @param string $text Words on the button; empty for none. */
	public function css( string $text ): string {
		$side   = $this->settings->int( 'widget_offset_x' );
		$bottom = $this->settings->int( 'widget_offset_y' );
		$size   = $this->settings->int( 'widget_size' );
		$edge   = $this->settings->text( 'widget_position' );
		$above  = $bottom + $size + self::GAP;
		$css    = "aaia-chatbot:not([inline]){--aaia-offset:{$bottom}px;$edge:{$side}px}"
			. self::BESIDE . "aaia-chatbot:not([inline])::part(panel){{$edge}:{$side}px;bottom:{$above}px;max-height:calc(100dvh - "
			. ( $above + 20 ) . 'px)}}';
		if ( self::SIZE !== $size ) {
			$css .= 'aaia-chatbot:not([inline])::part(launcher){zoom:' . round( $size / self::SIZE, 3 ) . '}';
		}
		$button = 'aaia-chatbot:not([inline],[opened])::part(launcher)';
		$css   .= $this->icon( $button, $text );
		if ( '' !== $text ) {
			$css .= $button . '::after{content:"' . self::literal( $text ) . '";font-weight:600}';
		}
		return $css . match ( $this->settings->text( 'widget_devices' ) ) {
			'computers' => '@media(max-width:' . self::PHONE . 'px){' . self::hidden() . '}',
			'phones'    => '@media(min-width:' . ( self::PHONE + 1 ) . 'px){' . self::hidden() . '}',
			default     => '',
		};
	}

	/** The button is hidden; a panel that a mailed link or the page itself opens is not. */
	private static function hidden(): string {
		return 'aaia-chatbot:not([inline],[opened]){display:none!important}';
	}

	private function icon( string $button, string $text ): string {
		$icon    = $this->settings->text( 'widget_icon' );
		$picture = 'picture' === $icon ? $this->picture() : '';
		// The bubble is 28 pixels wide and 22 high, its border included.
		$letter = static fn( string $sign ): string => $button
			. '::before{content:"' . $sign . '";width:22px;padding:0;font:800 15px/16px system-ui,sans-serif;text-align:center}';
		$half   = self::SIZE / 2;
		$margin = '' === $text ? '-18px -15px' : '-18px -4px -18px -15px';
		return match ( true ) {
			'' !== $picture                  => $button . "::before{padding:{$half}px;margin:$margin;border:0;border-radius:50%;background:url(\""
				. self::literal( $picture ) . '") center/cover}',
			'question' === $icon             => $letter( '?' ),
			'dots' === $icon                 => $letter( '\b7\b7\b7' ),
			'none' === $icon && '' !== $text => $button . '::before{content:none}' . $button
				. '{min-height:' . self::SIZE . 'px;padding-inline:20px}',
			default                          => '',
		};
	}

	private function picture(): string {
		$path = $this->state->get( self::PICTURE );
		return is_string( $path ) && '' !== $path ? trailingslashit( wp_get_upload_dir()['baseurl'] ) . $path : '';
	}

	/** Escapes a text for a string of CSS: nothing in it ends the string or the style element. */
	private static function literal( string $text ): string {
		return (string) preg_replace_callback(
			'/[^\p{L}\p{M}\p{N}]/u',
			static fn( array $sign ): string => '\\' . dechex( mb_ord( $sign[0], 'UTF-8' ) ) . ' ',
			$text,
		);
	}
}
