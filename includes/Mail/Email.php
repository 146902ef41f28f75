<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * One mail. Its header values are on one line, without control characters, so that none can add a header.
 *
 * It always has plain text; HTML is optional beside it.
 */
final class Email {

	public readonly string $to;

	public readonly string $subject;

	public readonly string $text;

	public readonly ?string $reply_to;

	/** @var array<string, string> */
	public readonly array $headers;

	/**
	 * @param string                $to         One address.
	 * @param ?string               $reply_to   Left out unless it is one plain, valid address.
	 * @param string                $message_id `name@domain`, without angle brackets. The same for each attempt of a delivery.
	 * @param ?string               $thread_id  Message-ID of the thread's root, so that mailboxes keep a conversation together.
	 * @param array<string, string> $headers    Further headers.
	 * @param ?string               $html       From escaped templates only.
	 * @param bool                  $to_team    Adds the List-Id by which a team sorts these mails.
	 */
	public function __construct(
		string $to,
		string $subject,
		string $text,
		?string $reply_to,
		public readonly string $message_id,
		public readonly ?string $thread_id = null,
		array $headers = [],
		public readonly ?string $html = null,
		public readonly bool $to_team = true,
	) {
		$this->to       = Text::line( $to );
		$this->subject  = Text::truncate( Text::line( $subject ), 200 );
		$this->text     = self::body( $text );
		$this->reply_to = null !== $reply_to && self::is_plain_address( $reply_to ) ? $reply_to : null;
		$this->headers  = array_map( Text::line( ... ), $headers );
	}

	/**
	 * Whether a text is one address that every mail program reads alike: valid for WordPress, and without the percent signs and
	 * encoded words (RFC 2047) that lenient programs decode to line breaks.
	 */
	public static function is_plain_address( string $address ): bool {
		return false !== is_email( $address )
			&& $address === Text::line( $address )
			&& ! str_contains( $address, '%' )
			&& ! str_contains( $address, '=?' );
	}

	/** The site's name on one line, for subjects and signatures. */
	public static function site_name(): string {
		return Text::line( wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ) );
	}

	/** @return list<string> Headers for wp_mail(). */
	public function header_lines(): array {
		$lines = [ 'Content-Type: text/plain; charset=UTF-8', 'Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All' ];
		if ( null !== $this->reply_to ) {
			$lines[] = 'Reply-To: ' . $this->reply_to;
		}
		if ( null !== $this->thread_id ) {
			$lines[] = 'References: <' . $this->thread_id . '>';
			$lines[] = 'In-Reply-To: <' . $this->thread_id . '>';
		}
		if ( $this->to_team ) {
			// RFC 2919: mail programs sort by it, and out-of-office replies are not sent to lists.
			$lines[] = 'List-Id: AAIA Chatbot <' . MessageIds::list_id() . '>';
		}
		foreach ( $this->headers as $name => $value ) {
			$lines[] = $name . ': ' . $value;
		}
		return $lines;
	}

	/** A body without control characters. Unicode line separators become line ends: a value cannot leave its line unseen. */
	private static function body( string $text ): string {
		return (string) preg_replace( '/[\x{2028}\x{2029}]/u', "\n", Text::clean( $text ) );
	}
}
