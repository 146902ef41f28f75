<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/**
 * Backups, on the Status tab. A backup holds every conversation, whoever may see it: only administrators, who can read the database
 * anyway, download, delete and restore one.
 *
 * @phpstan-import-type Backup from BackupRepository
 */
final class BackupsController extends StaffController {

	/** Bytes of a download in one piece. */
	private const PIECE = 1024 * 1024;

	public static function routes(): array {
		$list = Schema::closed( [
			'items'   => Schema::list_of( self::item() ),
			'restore' => Schema::closed( [
				'phase' => Schema::enum( 'backup', 'create', 'load', 'finish', 'done', 'failed' ),
				'trial' => Schema::bool(),
				'from'  => Schema::string(),
				'done'  => Schema::int(),
				'total' => Schema::int(),
				'error' => Schema::string(),
			] )->named( 'RestoreState' )->nullable(),
		] )->named( 'BackupList' );
		$pass = Schema::closed( [ 'passphrase' => Schema::text( 200 )->optional() ] );
		return [
			Operation::get( '/backups', 'list', Capability::Manage )->answers( $list ),
			Operation::post( '/backups', 'create', Capability::Manage )->answers( $list ),
			Operation::post( '/backups/test', 'test_place', Capability::Manage )->takes( Schema::any() )->answers( Schema::closed( [
				'ok'      => Schema::bool(),
				'message' => Schema::string(),
			] )->named( 'BackupPlaceTest' ) ),
			Operation::get( '/backups/{id}/file', 'file', Capability::Manage ),
			Operation::delete( '/backups/{id}', 'delete', Capability::Manage )->answers( $list ),
			Operation::post( '/backups/{id}/check', 'check', Capability::Manage )->takes( $pass )->answers( Schema::closed( [
				'created_at' => Schema::string(),
				'now'        => self::counts(),
				'then'       => self::counts(),
				'lost'       => self::counts(),
			] )->named( 'BackupCheck' ) ),
			Operation::post( '/backups/{id}/restore', 'restore', Capability::Manage )->takes( $pass )->answers( $list ),
		];
	}

	public function __construct(
		private readonly BackupRepository $backups,
		private readonly BackupService $service,
		private readonly RestoreService $restore,
		private readonly SecondLocation $place,
		private readonly Settings $settings,
		private readonly JobQueue $jobs,
		private readonly Database $database,
	) {}

	protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error {
		$allowed = parent::permit( $operation, $request );
		return true !== $allowed || current_user_can( 'manage_options' ) ? $allowed : new \WP_Error(
			'rest_forbidden',
			__( 'You are not allowed to do this. Ask an administrator for permission.', 'aaia-chatbot' ),
			[ 'status' => 403 ],
		);
	}

	public function list(): RouteResult {
		$run = $this->restore->run();
		return RouteResult::ok( [
			'items'   => array_map( self::resource( ... ), $this->backups->all() ),
			'restore' => null === $run ? null : [
				'phase' => $run['phase'],
				'trial' => null !== $run['trial'],
				'from'  => $run['from'],
				'done'  => $run['loaded'],
				'total' => array_sum( $run['tables'] ),
				'error' => $run['error'],
			],
		] );
	}

	public function create(): RouteResult {
		return $this->guarded( function (): RouteResult {
			$this->service->queue( BackupService::MANUAL );
			return $this->list();
		} );
	}

	/** Tries the second location with what was typed and not yet saved. */
	public function test_place( Input $input ): RouteResult {
		try {
			$this->settings->with( $input->all(), fn() => $this->place->test() );
			return RouteResult::ok( [ 'ok' => true, 'message' => __( 'A file was written, read back and deleted there.', 'aaia-chatbot' ) ] );
		} catch ( InvalidSetting $invalid ) {
			return RouteResult::problem( 400, 'aaia_invalid_setting', $invalid->getMessage(), [ 'field' => $invalid->key ] );
		} catch ( BackupRefused $refused ) {
			return RouteResult::ok( [ 'ok' => false, 'message' => $refused->getMessage() ] );
		}
	}

	public function file( Input $input, \WP_REST_Request $request ): RouteResult {
		$backup = $this->found( $request );
		if ( null === $backup ) {
			return RouteResult::not_found();
		}
		return $this->guarded( function () use ( $backup ): RouteResult {
			$path = $this->service->local( $backup );
			return RouteResult::file( $backup['name'], 'application/octet-stream', static function () use ( $path ): iterable {
				for ( $at = 0; $at < (int) filesize( $path ); $at += self::PIECE ) {
					yield (string) file_get_contents( $path, false, null, $at, self::PIECE );
				}
			} );
		} );
	}

	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		return $this->guarded( function () use ( $request ): RouteResult {
			$this->service->delete( $this->found( $request )['id'] ?? 0 );
			return $this->list();
		} );
	}

	/** Reads the file from end to end and says what a restore would take. */
	public function check( Input $input, \WP_REST_Request $request ): RouteResult {
		$backup = $this->found( $request );
		if ( null === $backup ) {
			return RouteResult::not_found();
		}
		return $this->guarded( function () use ( $backup, $input ): RouteResult {
			$found = $this->restore->check( $this->service->local( $backup ), $input->text( 'passphrase' ), false );
			return RouteResult::ok( [
				'created_at' => $found['created_at'],
				'now'        => $found['now'],
				'then'       => [
					'conversations' => $found['tables']['conversations'] ?? 0,
					'messages'      => $found['tables']['messages'] ?? 0,
				],
				'lost'       => $found['lost'],
			] );
		} );
	}

	public function restore( Input $input, \WP_REST_Request $request ): RouteResult {
		$backup = $this->found( $request );
		if ( null === $backup ) {
			return RouteResult::not_found();
		}
		return $this->guarded( function () use ( $backup, $input ): RouteResult {
			$this->restore->begin( $this->service->local( $backup ), $input->text( 'passphrase' ), false );
			// In a transaction, so that it begins right after this response.
			$this->database->transaction( fn() => $this->jobs->push( RunRestore::NAME, [], null, RunRestore::NAME ) );
			return $this->list();
		} );
	}

	/** @return ?Backup */
	private function found( \WP_REST_Request $request ): ?array {
		return $this->backups->by_id( (int) $request->get_param( 'id' ) );
	}

	/** @param \Closure(): RouteResult $work */
	private function guarded( \Closure $work ): RouteResult {
		try {
			return $work();
		} catch ( BackupRefused $refused ) {
			return RouteResult::problem( 409, 'aaia_backup_refused', $refused->getMessage() );
		}
	}

	/**
	 * @param Backup $backup
	 *
	 * @return array<string, mixed>
	 */
	private static function resource( array $backup ): array {
		return [
			'id'          => $backup['id'],
			'name'        => $backup['name'],
			'reason'      => $backup['reason'],
			'state'       => $backup['state'],
			'size'        => $backup['size'],
			'rows'        => $backup['total'],
			'encrypted'   => $backup['encrypted'],
			'sent'        => $backup['sent'],
			'error'       => (string) $backup['error'],
			'created_at'  => (string) Time::to_wire( Time::required( $backup['created_at'] ) ),
			'verified_at' => Time::to_wire( Time::from_database( $backup['verified_at'] ) ),
			'tried_at'    => Time::to_wire( Time::from_database( $backup['tried_at'] ) ),
		];
	}

	private static function item(): Schema {
		return Schema::closed( [
			'id'          => Schema::int(),
			'name'        => Schema::string(),
			'reason'      => Schema::enum( BackupService::SCHEDULED, BackupService::MANUAL, BackupService::BEFORE_RESTORE ),
			'state'       => Schema::enum( 'making', 'checking', 'sending', 'done', 'failed' ),
			'size'        => Schema::int(),
			'rows'        => Schema::int(),
			'encrypted'   => Schema::bool(),
			'sent'        => Schema::string()->nullable(),
			'error'       => Schema::string(),
			'created_at'  => Schema::string(),
			'verified_at' => Schema::string()->nullable(),
			'tried_at'    => Schema::string()->nullable(),
		] )->named( 'Backup' );
	}

	private static function counts(): Schema {
		return Schema::closed( [ 'conversations' => Schema::int(), 'messages' => Schema::int() ] );
	}
}
