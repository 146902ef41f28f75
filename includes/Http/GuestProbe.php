<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\LoopbackClient;
use Aaia\Chatbot\Http\Outgoing\LoopbackResponse;
use Aaia\Chatbot\Http\Outgoing\RedirectKind;

/**
 * Requests the site as a guest: the front page and one route of the chat. At most three requests of limited time.
 *
 * Without a usable response (no connection, a timeout, a server error, a challenge by a service before the site) the last result stays.
 */
final class GuestProbe {

	public function __construct(
		private readonly GuestAccess $access,
		private readonly GuestAuthentication $authentication,
		private readonly LoopbackClient $loopback,
	) {}

	/**
	 * Runs the probe and stores its results.
	 *
	 * @return ?FrontPageAccess Null when the front page could not be read.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function probe(): ?FrontPageAccess {
		$front = $this->front_page();
		$this->access->record( $front, $this->access->is_rest_closed() );
		$this->access->record(
			$front,
			$this->access->admits_visitors() ? $this->is_rest_closed() : $this->authentication->would_refuse_guest(),
		);
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

	/**
	 * Whether another page redirects guests to the same page as the front page does. That tells a closed site from a redirect to a language
	 * or a moved front page.
	 */
	private function all_lead_to( LoopbackResponse $front ): bool {
		$posts = get_posts( [
			'post_type'    => [ 'page', 'post' ],
			'post_status'  => 'publish',
			'has_password' => false,
			'numberposts'  => 1,
			'exclude'      => [ (int) get_option( 'page_on_front' ) ], // phpcs:ignore WordPressVIPMinimum.Performance.WPQueryParams -- one id.
		] );
		$other = [] === $posts ? null : $this->ask( (string) get_permalink( $posts[0] ) );
		return true === $other?->has_moved && $other->place === $front->place;
	}

	/** Whether a guest's request to the chat is refused before it reaches us, or in `rest_authentication_errors`. */
	private function is_rest_closed(): bool {
		$answer = $this->ask( rest_url( Controller::API . '/widget' ) );
		if ( null === $answer || $answer->is_challenge || $answer->status >= 500 ) {
			return $this->authentication->would_refuse_guest();
		}
		return RedirectKind::None !== $answer->redirect || in_array( $answer->status, [ 401, 403 ], true );
	}

	private function ask( string $url ): ?LoopbackResponse {
		try {
			return $this->loopback->send( $url );
		} catch ( CallFailure ) {
			return null;
		}
	}
}
