<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** Makes what a foreign server said fit to be shown to the owner: short, on one line, without anything that looks like a key. */
final class Redaction {

	private const LENGTH = 300;

	/** Keys as providers form them, whole or already half hidden, and what follows "Bearer" or "key=". */
	private const SECRETS = '/\b(?:sk|pk|rk|gsk|xai|key|nvapi|hf|AIza)[-_][\w*.…•-]{6,}|\bAIza[\w-]{20,}|(?<=Bearer )\S+|(?<=key=)[^\s&"]+|\b[A-Za-z0-9+\/_-]{32,}={0,2}/u';

	/** @param string $secret A key that must not appear, however short. */
	public static function of( string $said, string $secret = '' ): string {
		$line = Text::line( wp_strip_all_tags( $said ) );
		if ( '' !== $secret ) {
			$line = str_replace( $secret, '•••', $line );
		}
		return Text::truncate( (string) preg_replace( self::SECRETS, '•••', $line ), self::LENGTH );
	}
}
