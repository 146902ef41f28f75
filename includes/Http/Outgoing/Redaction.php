<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** Makes messages of other servers safe to show to the owner: short, on one line, without anything that looks like a key. */
final class Redaction {

	private const LENGTH = 300;

	/** Bytes processed of a long message: enough for the part that is shown. */
	private const LOOKED_AT = 4000;

	/** Keys in the formats of providers, also partly masked, and text after "Bearer" or "key=". */
	private const SECRETS = '/\b(?:sk|pk|rk|gsk|xai|key|nvapi|hf|AIza)[-_][\w*.…•-]{6,}|\bAIza[\w-]{20,}|(?<=Bearer )\S+|'
		. '(?<=key=)[^\s&"]+|\b[A-Za-z0-9+\/_-]{32,}={0,2}/u';

	/** @param string ...$secrets Keys to remove, however short, in one piece or in several. */
	public static function redact( string $said, #[\SensitiveParameter] string ...$secrets ): string {
		$secrets = array_values( array_filter( $secrets, static fn( string $secret ): bool => '' !== $secret ) );
		$line    = Text::line( wp_strip_all_tags( mb_strcut( $said, 0, self::LOOKED_AT, 'UTF-8' ) ) );
		$line    = ( new SecretFilter( $secrets ) )->cleaned( str_replace( $secrets, '•••', $line ) );
		return Text::truncate( self::without_keys( $line ), self::LENGTH );
	}

	/** A line of any length without what looks like a key. */
	public static function without_keys( string $line ): string {
		return (string) preg_replace( self::SECRETS, '•••', $line );
	}
}
