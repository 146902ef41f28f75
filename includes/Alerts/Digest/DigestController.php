<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** The summary by e-mail, before it is sent. */
final class DigestController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/alerts/digest', 'preview', Capability::Manage )
				->answers( Schema::closed( [
					'subject'    => Schema::string(),
					'text'       => Schema::string(),
					'recipients' => Schema::list_of( Schema::string() ),
				] )->named( 'DigestPreview' ) ),
		];
	}

	/** @param DigestText $text Written with what the current user may see; what is sent goes to addresses that the owner named. */
	public function __construct(
		private readonly DigestService $digests,
		private readonly DigestText $text,
	) {}

	/** The summary as it would be sent now, and to whom. Sends nothing. */
	public function preview(): RouteResult {
		return RouteResult::ok( $this->text->write( $this->digests->current() ) + [ 'recipients' => $this->digests->recipients() ] );
	}
}
