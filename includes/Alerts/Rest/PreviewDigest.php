<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Digest\Digests;
use Aaia\Chatbot\Alerts\Digest\DigestText;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /alerts/digest: the summary as it would be sent now, and to whom. Sends nothing. */
final class PreviewDigest extends StaffRoute {

	public function __construct(
		private readonly Digests $digests,
		private readonly DigestText $text,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alerts/digest';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'subject'    => Schema::string(),
				'text'       => Schema::string(),
				'recipients' => Schema::list_of( Schema::string() ),
			]
		)->named( 'DigestPreview' );
	}

	/** Told with what the current user may see; what is sent goes to addresses that the owner named. */
	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( $this->text->write( $this->digests->current() ) + [ 'recipients' => $this->digests->recipients() ] );
	}
}
