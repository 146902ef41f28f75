<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Export;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** What an exported file says about people: everything, enough to tell them apart, or nothing that names them. */
enum PersonalData: string {

	case Full = 'full';

	case Masked = 'masked';

	case LeftOut = 'none';

	private const EMAIL = '/[\p{L}\p{N}._%+\-]{1,64}@(?:[\p{L}\p{N}\-]{1,63}\.){1,8}\p{L}{2,24}/u';

	/** An IBAN, with or without spaces. */
	private const IBAN = '/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/u';

	/** A date, with or without a time: it is no number of anybody. */
	private const DATE = '(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[\/.]\d{1,2}[\/.]\d{4})(?!\d)(?:[ T,]{1,2}\d{1,2}[:h]\d{2}(?::\d{2})?)?';

	/** Eight digits and more, as in numbers of phones, cards and accounts. */
	private const NUMBER = '/' . self::DATE
		. '(*SKIP)(*FAIL)|(?<![\p{L}\p{N}])\+?\(?\d(?:[ .\-\/()\x{A0}\x{202F}]{0,2}\d){7,18}(?![\p{L}\p{N}])/u';

	/** An address in the net, of which only the page stays. */
	private const QUERY = '/(?<=[\p{L}\p{N}\/])[?#][^\s<>"]+/u';

	/** A name of a person. */
	public function name( ?string $name ): ?string {
		return match ( $this ) {
			self::Full    => $name,
			self::LeftOut => null,
			self::Masked  => null === $name || '' === $name ? $name : self::initials( $name ),
		};
	}

	public function email( ?string $email ): ?string {
		return null === $email || self::LeftOut === $this ? null : $this->text( $email );
	}

	/** An address of a page; without what stands after it, which may name somebody. */
	public function url( string $url ): string {
		return self::Full === $this ? $url : (string) preg_replace( '/[?#].*\z/s', '', $url );
	}

	/**
	 * Text without addresses and long numbers, and without the names of those who wrote it.
	 *
	 * @param list<?string> $names
	 */
	public function text( string $text, array $names = [] ): string {
		if ( self::Full === $this ) {
			return $text;
		}
		$text = Text::valid( $text );
		foreach ( $names as $name ) {
			$name = trim( (string) $name );
			if ( mb_strlen( $name, 'UTF-8' ) > 1 ) {
				$pattern = '/(?<![\p{L}\p{N}])' . preg_quote( $name, '/' ) . '(?![\p{L}\p{N}])/iu';
				$text    = self::replaced( $pattern, $text, fn(): string => $this->name( $name ) ?? __( '[name]', 'aaia-chatbot' ) );
			}
		}
		$text = self::replaced( self::EMAIL, $text, fn( string $found ): string => self::Masked === $this
			? self::masked_email( $found )
			: __( '[e-mail address]', 'aaia-chatbot' ) );
		$text = self::replaced( self::QUERY, $text, static fn(): string => '' );
		foreach ( [ self::IBAN, self::NUMBER ] as $pattern ) {
			$text = self::replaced( $pattern, $text, fn( string $found ): string => self::Masked === $this
				? '…' . substr( $found, -2 )
				: __( '[number]', 'aaia-chatbot' ) );
		}
		return $text;
	}

	/** @param callable(string): string $by */
	private static function replaced( string $pattern, string $text, callable $by ): string {
		return preg_replace_callback( $pattern, static fn( array $found ): string => $by( $found[0] ), $text )
			?? throw new \RuntimeException( 'Text that could not be masked: ' . preg_last_error_msg() );
	}

	private static function initials( string $name ): string {
		$words = array_filter( preg_split( '/[\s\-]+/u', trim( $name ) ) ?: [], static fn( string $word ): bool => '' !== $word );
		return implode( ' ', array_map( static fn( string $word ): string => mb_substr( $word, 0, 1, 'UTF-8' ) . '.', $words ) );
	}

	private static function masked_email( string $address ): string {
		[ $box, $host ] = explode( '@', $address, 2 );
		return mb_substr( $box, 0, 1, 'UTF-8' ) . '…@' . mb_substr( $host, 0, 1, 'UTF-8' ) . '…' . strrchr( $host, '.' );
	}
}
