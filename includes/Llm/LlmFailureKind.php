<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Kinds of failure, as the owner should understand them. */
enum LlmFailureKind: string {

	case NotConfigured = 'not_configured';
	case HostRefused   = 'host_refused';
	case Dns           = 'dns';
	case Connection    = 'connection';
	case Tls           = 'tls';
	case Unauthorized  = 'unauthorized';
	case ModelUnknown  = 'model_unknown';
	case Quota         = 'quota';
	case RateLimited   = 'rate_limited';
	case BadRequest    = 'bad_request';
	case ServerError   = 'server_error';
	case Timeout       = 'timeout';
	case BadResponse   = 'bad_response';
	case Cut           = 'cut';
	case Cancelled     = 'cancelled';
	case ContextFull   = 'context_full';
	case ContentFilter = 'content_filter';
	case NoAnswer      = 'no_answer';

	/**
	 * Whether the provider itself has a problem, so that the next question would most likely fail too. A failure of one
	 * question (too long, filtered, answered with nothing, which a visitor can ask for) or a cancellation does not affect the next.
	 */
	public function is_outage(): bool {
		return match ( $this ) {
			self::Cancelled, self::ContextFull, self::ContentFilter, self::BadRequest, self::Cut, self::NoAnswer => false,
			default => true,
		};
	}
}
