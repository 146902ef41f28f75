<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailureKind;

/** Why a page, or all pages of an address, could not be read or are not used. */
enum WebFault: string {

	case Gone              = 'gone';
	case Closed            = 'closed';
	case Robots            = 'robots';
	case NoIndex           = 'noindex';
	case Duplicate         = 'duplicate';
	case OwnSite           = 'own_site';
	case NoText            = 'no_text';
	case NoFileText        = 'no_file_text';
	case TooLarge          = 'too_large';
	case TooHeavy          = 'too_heavy';
	case NotText           = 'not_text';
	case IsSitemap         = 'is_sitemap';
	case BadAddress        = 'bad_address';
	case Inside            = 'inside';
	case Blocked           = 'blocked';
	case Redirects         = 'redirects';
	case Status            = 'status';
	case UnknownHost       = 'unknown_host';
	case Connection        = 'connection';
	case Tls               = 'tls';
	case Timeout           = 'timeout';
	case Broken            = 'broken';
	case Busy              = 'busy';
	case ServerError       = 'server_error';
	case RobotsUnreachable = 'robots_unreachable';
	case NoSitemap         = 'no_sitemap';
	case NothingListed     = 'nothing_listed';
	case Silent            = 'silent';
	case Killed            = 'killed';

	/** The fault of a request without a response. */
	public static function from_call_failure( CallFailureKind $kind ): self {
		return match ( $kind ) {
			CallFailureKind::Cut, CallFailureKind::Cancelled => self::Broken,
			CallFailureKind::ClearText => self::BadAddress,
			default => self::from( $kind->value ),
		};
	}

	/** The fault of an HTTP status; null for 2xx. */
	public static function from_status( int $status ): ?self {
		return match ( true ) {
			$status >= 200 && $status < 300              => null,
			in_array( $status, [ 404, 410 ], true )      => self::Gone,
			in_array( $status, [ 401, 403, 451 ], true ) => self::Closed,
			in_array( $status, [ 429, 503 ], true )      => self::Busy,
			$status >= 500                               => self::ServerError,
			default                                      => self::Status,
		};
	}

	/** Whether another attempt may succeed soon. */
	public function is_temporary(): bool {
		return in_array(
			$this,
			[ self::UnknownHost, self::Connection, self::Tls, self::Timeout, self::Broken, self::Busy, self::ServerError, self::RobotsUnreachable ],
			true,
		);
	}

	/** Whether the site withdraws the text, so that it must be deleted. After any other fault the old text is kept for a while. */
	public function removes_text(): bool {
		return in_array( $this, [ self::Gone, self::Closed, self::Robots, self::NoIndex, self::Duplicate, self::OwnSite ], true );
	}

	/** Translated sentence for owners. */
	public function sentence( int $status = 0 ): string {
		return match ( $this ) {
			/* translators: %d: HTTP status, such as 404. */
			self::Gone              => sprintf( __( 'The page does not exist (%d).', 'aaia-chatbot' ), $status ),
			/* translators: %d: HTTP status, such as 403. */
			self::Closed            => sprintf( __( 'The page is not open to everybody (%d).', 'aaia-chatbot' ), $status ),
			self::Robots            => __( 'The site’s robots.txt asks not to read this page.', 'aaia-chatbot' ),
			self::NoIndex           => __( 'The page asks not to be indexed (noindex).', 'aaia-chatbot' ),
			self::Duplicate         => __( 'The page says that it is a copy of another page in this list.', 'aaia-chatbot' ),
			self::OwnSite           => __( 'This is a page of your own site. It is read as a page of WordPress.', 'aaia-chatbot' ),
			self::NoText            => __( 'No text was found on this page. It may need a browser to show it.', 'aaia-chatbot' ),
			self::NoFileText        => __(
				'No text was found in this file. It may hold only pictures, be protected, or be damaged.',
				'aaia-chatbot',
			),
			self::TooLarge          => __( 'This is too large: pages up to 5 MB and files up to 10 MB are read.', 'aaia-chatbot' ),
			self::TooHeavy          => __( 'Reading this page takes too much time or memory.', 'aaia-chatbot' ),
			self::NotText           => __(
				'This is not a text page: only HTML, plain text, Markdown, CSV, PDF and Word are read.',
				'aaia-chatbot',
			),
			self::IsSitemap         => __( 'This is a sitemap. Add it again with “All pages of these sitemaps or sites”.', 'aaia-chatbot' ),
			/* translators: %d: HTTP status, such as 418. */
			self::Status            => sprintf( __( 'The server refuses the page (%d).', 'aaia-chatbot' ), $status ),
			/* translators: %d: HTTP status, such as 429. */
			self::Busy              => sprintf( __( 'The server asks to come back later (%d).', 'aaia-chatbot' ), $status ),
			/* translators: %d: HTTP status, such as 500. */
			self::ServerError       => sprintf( __( 'The server reports an error of its own (%d).', 'aaia-chatbot' ), $status ),
			self::RobotsUnreachable => __( 'The site’s robots.txt cannot be read just now, so its pages are not read either.', 'aaia-chatbot' ),
			self::NoSitemap         => __( 'No sitemap was found at this address, in robots.txt or at the usual places.', 'aaia-chatbot' ),
			self::NothingListed     => __( 'No page in the sitemap matches.', 'aaia-chatbot' ),
			self::Silent            => __( 'The site failed too many times in a row. It is tried again at the next reading.', 'aaia-chatbot' ),
			self::Killed            => __( 'Reading this page was interrupted repeatedly, so it is no longer tried.', 'aaia-chatbot' ),
			default                 => CallFailureKind::from( $this->value )->sentence(),
		};
	}
}
