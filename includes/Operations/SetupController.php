<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\DocumentListRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Mail\SupportRecipients;

/** The checklist after activation. It is one per site: what one owner closes, no other sees again. */
final class SetupController extends StaffController {

	public static function routes(): array {
		$state = Schema::closed( [
			'dismissed'     => Schema::bool(),
			'mail_tested'   => Schema::bool(),
			'documents'     => Schema::int(),
			'conversations' => Schema::bool(),
			'recipients'    => Schema::list_of( Schema::string() ),
			'site'          => Schema::string(),
		] )->named( 'SetupState' );
		return [
			Operation::get( '/setup', 'show', Capability::Manage )->answers( $state ),
			Operation::patch( '/setup', 'change', Capability::Manage )
				->takes( Schema::closed( [
					'dismissed'   => Schema::bool()->optional(),
					'mail_tested' => Schema::bool()->optional(),
				] ) )
				->answers( $state )->named( 'ChangeSetup' ),
		];
	}

	public function __construct(
		private readonly SetupRepository $setup,
		private readonly DocumentListRepository $documents,
		private readonly SupportRecipients $recipients,
	) {}

	public function show(): RouteResult {
		return RouteResult::ok( $this->state() );
	}

	public function change( Input $input ): RouteResult {
		$marks = $this->setup->marks();
		$this->setup->mark( [
			'dismissed'   => $input->has( 'dismissed' ) ? $input->bool( 'dismissed' ) : $marks['dismissed'],
			'mail_tested' => $input->has( 'mail_tested' ) ? $input->bool( 'mail_tested' ) : $marks['mail_tested'],
		] );
		return RouteResult::ok( $this->state() );
	}

	/** @return array<string, mixed> */
	private function state(): array {
		return $this->setup->marks() + [
			'documents'     => $this->documents->count_all() - $this->documents->count_excluded(),
			'conversations' => $this->setup->has_conversations(),
			'recipients'    => $this->recipients->addresses(),
			'site'          => home_url( '/' ),
		];
	}
}
