<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\LoopbackClient;
use Aaia\Chatbot\Http\Outgoing\LoopbackResponse;
use Aaia\Chatbot\Http\Outgoing\RedirectKind;

/**
 * Looks at the site as a guest does: the front page, and one of the chat's own routes. At most three requests of bounded time.
 *
 * What cannot be seen (no connection, a timeout, an error of the server, a question of a service before the site) keeps what was seen last.
 */
final class GuestProbe {

	public function __construct(
		private readonly GuestAccess $access,
		private readonly GuestAuthentication $authentication,
		private readonly LoopbackClient $site,
	) {}

	/**
	 * Looks, and keeps what was seen.
	 *
	 * @return ?FrontPageAccess Null when the front page could not be looked at.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function probe(): ?FrontPageAccess {
		$front = $this->front_page();
		$this->access->record( $front, $this->access->is_rest_closed() );
		$this->access->record( $front, $this->access->admits_visitors() ? $this->is_rest_closed() : $this->authentication->would_refuse_guest() );
		return $front;
	}

	private function front_page(): ?FrontPageAccess {
		$home   = home_url( '/' );
		$answer = $this->ask( $home );
		if ( null === $answer || $answer->is_challenge ) {
			return null;
		}
		return match ( true ) {
			RedirectKind::Login === $answer->redirect            => FrontPageAccess::Login,
			RedirectKind::Password === $answer->redirect         => FrontPageAccess::Password,
			401 === $answer->status                              => FrontPageAccess::Unauthorized,
			403 === $answer->status                              => FrontPageAccess::Forbidden,
			$answer->status < 200 || $answer->status >= 300      => null,
			$answer->has_moved && $this->all_lead_to( $answer )  => FrontPageAccess::Landing,
			default                                              => FrontPageAccess::Open,
		};
	}

	/** Whether another page sends guests to the same place as the front page: a language or a moved front page does not. */
	private function all_lead_to( LoopbackResponse $place ): bool {
		$posts = get_posts( [
			'post_type'    => [ 'page', 'post' ],
			'post_status'  => 'publish',
			'has_password' => false,
			'numberposts'  => 1,
			'exclude'      => [ (int) get_option( 'page_on_front' ) ], // phpcs:ignore WordPressVIPMinimum.Performance.WPQueryParams -- one id.
		] );
		$other = [] === $posts ? null : $this->ask( (string) get_permalink( $posts[0] ) );
		return true === $other?->has_moved && $other->place === $place->place;
	}

	/** Whether a guest's request to the chat is turned away before it reaches us, or by the plugins that REST asks. */
	private function is_rest_closed(): bool {
		$answer = $this->ask( rest_url( Controller::API . '/widget' ) );
		if ( null === $answer || $answer->is_challenge || $answer->status >= 500 ) {
			return $this->authentication->would_refuse_guest();
		}
		return RedirectKind::None !== $answer->redirect || in_array( $answer->status, [ 401, 403 ], true );
	}

	private function ask( string $url ): ?LoopbackResponse {
		try {
			return $this->site->send( $url );
		} catch ( CallFailure ) {
			return null;
		}
	}
}
