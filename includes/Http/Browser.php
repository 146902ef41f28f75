<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * A browser as its `User-Agent` header names it. Products keep their names in every language.
 *
 * Versions of systems are left out: browsers no longer tell them (https://www.chromium.org/updates/ua-reduction/).
 */
final class Browser {

	public const COMPUTER = 'computer';

	public const PHONE = 'phone';

	public const TABLET = 'tablet';

	/** Longest header that is read. */
	private const MAX = 1000;

	/** Names in headers. The first found counts, because most browsers also name those that they are built like. */
	private const BROWSERS = [
		'FB(?:AN|AV|_IAB)'                   => 'Facebook',
		'Instagram'                          => 'Instagram',
		'LinkedInApp'                        => 'LinkedIn',
		'Edg(?:e|A|iOS)?'                    => 'Edge',
		'OP(?:R|T|X|iOS)'                    => 'Opera',
		'Opera(?: Mini)?'                    => 'Opera',
		'SamsungBrowser'                     => 'Samsung Internet',
		'YaBrowser'                          => 'Yandex',
		'Vivaldi'                            => 'Vivaldi',
		'(?:DuckDuckGo|Ddg)'                 => 'DuckDuckGo',
		'UCBrowser'                          => 'UC Browser',
		'(?:HuaweiBrowser)'                  => 'Huawei Browser',
		'MiuiBrowser'                        => 'Mi Browser',
		'(?:Firefox|FxiOS)'                  => 'Firefox',
		'(?:HeadlessChrome|Chrome|CriOS|Chromium)' => 'Chrome',
	];

	private const SYSTEMS = [
		'iPad'                    => 'iPadOS',
		'iPhone|iPod'             => 'iOS',
		'Android'                 => 'Android',
		'CrOS'                    => 'ChromeOS',
		'Windows'                 => 'Windows',
		'Macintosh|Mac OS X'      => 'macOS',
		'Linux|X11'               => 'Linux',
	];

	/** @param string $device One of the constants, or empty when unknown. */
	private function __construct(
		public readonly string $name,
		public readonly string $system,
		public readonly string $device,
	) {}

	/** Unknown parts are empty. */
	public static function of( string $user_agent ): self {
		$header = substr( $user_agent, 0, self::MAX );
		$system = self::system( $header );
		return new self( self::name( $header ), $system, self::device( $header, $system ) );
	}

	/** Such as `Firefox 140 · Windows`. */
	public function words(): string {
		return implode( ' · ', array_filter( [ $this->name, $this->system ] ) );
	}

	private static function name( string $header ): string {
		foreach ( self::BROWSERS as $pattern => $name ) {
			if ( 1 === preg_match( "#\b$pattern\b(?:/(\d{1,4}))?#", $header, $found ) ) {
				// Those of other apps are versions of the app.
				return in_array( $name, [ 'Facebook', 'Instagram', 'LinkedIn' ], true ) ? $name : trim( "$name " . ( $found[1] ?? '' ) );
			}
		}
		return 1 === preg_match( '#\bVersion/(\d{1,4})\S*(?: Mobile/\S+)? Safari/#', $header, $found ) ? "Safari $found[1]" : '';
	}

	private static function system( string $header ): string {
		foreach ( self::SYSTEMS as $pattern => $name ) {
			if ( 1 === preg_match( "#\b(?:$pattern)\b#", $header ) ) {
				return $name;
			}
		}
		return '';
	}

	private static function device( string $header, string $system ): string {
		$is_mobile = 1 === preg_match( '#\bMobile\b#', $header );
		return match ( $system ) {
			''               => '',
			'iPadOS'         => self::TABLET,
			'iOS'            => self::PHONE,
			'Android'        => $is_mobile ? self::PHONE : self::TABLET,
			default          => self::COMPUTER,
		};
	}
}
