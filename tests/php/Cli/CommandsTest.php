<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Cli;

use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\Faults\RealSite;
use Aaia\Chatbot\Tests\Harness\AsksPlannedSite;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\Harness\WpCli;
use PHPUnit\Framework\Attributes\DataProvider;

/**
 * Every `wp aaia` command with its options, as WP-CLI itself runs it, in processes of their own on the test site.
 *
 * A story is a list of steps, each a command and what comes of it. WordPress starts anew with each step, which takes about a second.
 *
 * @phpstan-type Step array{args: list<string>, code: int, says: string, input: string}
 */
final class CommandsTest extends \PHPUnit\Framework\TestCase {

	use AsksPlannedSite;

	private RealSite $real;

	private string $folder = '';

	/** @var array<string, string> What stands in steps for what is known only then. */
	private array $values = [];

	protected function setUp(): void {
		$this->real = new RealSite();
		$this->real->open();
		$this->folder = sys_get_temp_dir() . '/aaia-cli-' . bin2hex( random_bytes( 4 ) );
		mkdir( $this->folder );
		$this->values = [ '{folder}' => $this->folder, '{site}' => untrailingslashit( self::$site->url() ) ];
		self::$site->plan(
			[ '/help' => [ 'body' => '<html><title>Help</title><body><main><p>A unicycle is mended within nine days.</p></main></body></html>' ] ],
		);
		file_put_contents( $this->folder . '/documents.jsonl', <<<'LINES'
			{"id": "frame", "title": "Warranty", "text": "The frame of a bicycle has a warranty of seven years.", "url": "https://site.test/warranty", "language": "en"}
			{"id": "cadre", "title": "Garantie", "text": "Le cadre du vélo est garanti sept ans.", "url": "https://site.test/fr/garantie", "language": "fr"}
			LINES );
		file_put_contents(
			$this->folder . '/half.jsonl',
			"{\"id\": \"lights\", \"title\": \"Lights\", \"text\": \"Lamps cost ten euros.\"}\nnot JSON\n",
		);
		file_put_contents( $this->folder . '/bad.jsonl', "not JSON\n[]\n" );
		file_put_contents( $this->folder . '/questions.jsonl', "{\"id\": 1, \"question\": \"How long is the warranty of the frame?\"}\n" );
	}

	protected function tearDown(): void {
		array_map( unlink( ... ), (array) glob( $this->folder . '/*' ) );
		rmdir( $this->folder );
		$this->real->close();
	}

	/** @return array<string, list<Step>> */
	private static function stories(): array {
		$import = self::does( 'knowledge import {folder}/documents.jsonl', '/Success: 2 documents imported, 0 unchanged, 0 lines left out\./' );
		return [
			'status' => [
				self::does( 'doctor', '/^== Background tasks$.*^PHP: \d+\.\d+.*^polling: .*^== Failed tasks$.*given\.up: The server is gone\.$/ms' ),
				self::does( 'doctor --format=json', '/^\{"problems":\[.*"name":"jobs","critical":false.*"groups":\[\{"name":"work"/m' ),
				self::fails( 'doctor --format=xml', '/Invalid value specified for \'format\'/' ),
			],
			'backups' => [
				self::does( 'backup create', '/Success: .*aaia-\d{8}-\d{6}-\w+\.aaiabackup: \d+ rows, \d+ KB\./' ),
				self::fails( 'backup create now', '/Error: Nothing was done/' ),
				self::does( 'backup list --format=csv', '/^1,aaia-.*,manual,done,\d+,\d+,no,no,/m' ),
				self::fails( 'backup list --format=xml', '/Invalid value specified for \'format\'/' ),
				self::does( 'backup verify 1 --try --passphrase', '/Success: Whole: \d+ rows, 0 files, made 20/', "\n" ),
				self::fails( 'backup verify {folder}/bad.jsonl', '/Error: This is not a backup of AAIA Chatbot\./' ),
				self::fails( 'backup verify 99', '/Error: There is no such backup here, and no such file\./' ),
				self::does(
					'backup restore 1 --yes --from-another-site --passphrase',
					'/has \d+ conversations.*newer and will be lost.*Success: Restored\. Nothing of the past is sent again\./s',
					"\n",
				),
				self::fails( 'backup restore {folder}/documents.jsonl --yes', '/Error: This is not a backup/' ),
			],
			'asking' => [
				$import,
				self::does(
					[ 'ask', 'How long is the warranty of the frame?', '--builtin' ],
					'#seven years.*\[\d+\] Warranty — https://site\.test/warranty#s',
				),
				self::does(
					[ 'ask', 'Combien de temps le cadre est-il garanti ?', '--locale=fr_FR', '--format=json' ],
					'/^\{"text":".*sept ans.*"refused":false.*"sources":\[\{/s',
				),
				self::fails( [ 'ask', ' ' ], '/Error: Ask a question/' ),
				self::fails( 'ask', '/usage: wp aaia ask/' ),
				self::fails( 'ask Hello --format=xml', '/Invalid value specified for \'format\'/' ),
			],
			'settings' => [
				self::does( [ 'setting', 'set', 'widget_title', 'Bicycle desk' ], '/Success: widget_title is now: Bicycle desk/' ),
				self::does( 'setting get widget_title', '/\ABicycle desk\n\z/' ),
				self::does( 'setting set api_key -', '/Success: api_key is now: •+\n/u', "sk-secret\n" ),
				self::does( 'setting get api_key', '/\A•+\n\z/u' ),
				self::does( 'setting list --format=csv', '/^widget_title,"Bicycle desk",/m' ),
				self::does( 'setting list', '/^widget_title\tBicycle desk\t/m' ),
				self::fails( 'setting get nothing', '/Error: There is no setting named “nothing”/' ),
				self::fails( 'setting get', '/usage: wp aaia setting get/' ),
				self::fails( 'setting set nothing 1', '/Error: There is no setting named “nothing”/' ),
				self::fails( 'setting set widget_enabled perhaps', '/Error: widget_enabled: \S/' ),
				self::fails( 'setting list --format=xml', '/Invalid value specified for \'format\'/' ),
			],
			'importing and searching' => [
				$import,
				self::does(
					'knowledge import - --source=bikes',
					'/Success: 1 documents imported, 0 unchanged, 0 lines left out\./',
					'{"id": "bell", "title": "Bells", "text": "A bell costs four euros."}',
				),
				self::does( 'knowledge import {folder}/documents.jsonl', '/Success: 0 documents imported, 2 unchanged/' ),
				self::does(
					'knowledge import {folder}/half.jsonl',
					'/Success: 1 documents imported, 0 unchanged, 1 lines left out\.\nWarning: Line 2 was left out: \S/',
				),
				self::fails( 'knowledge import {folder}/bad.jsonl', '/Error: Nothing was imported: none of the 2 lines could be used\./' ),
				self::fails( 'knowledge import {folder}/nowhere.jsonl', '/Error: The file ".*nowhere\.jsonl" cannot be read\./' ),
				self::fails( 'knowledge import {folder}', '/Error: The file ".*" cannot be read\./' ),
				self::fails( 'knowledge import {folder}/documents.jsonl --source=A/B', '/Error: A source is named with small letters/' ),
				self::fails( 'knowledge import {folder}/documents.jsonl --source=posts', '/Error: "posts" is read from the site itself/' ),
				self::does( [ 'knowledge', 'search', 'warranty of the frame' ], '/^1\. Warranty \(frame, score .*\n   https:.*\n   The frame/m' ),
				self::does(
					[ 'knowledge', 'search', 'garantie du cadre', '--language=fr', '--limit=1', '--format=json' ],
					'/^\[\{"rank":1,[^}]*"id":"cadre"[^}]*\}\]$/m',
				),
				self::does( [ 'knowledge', 'search', '--batch={folder}/questions.jsonl' ], '/^\{"id":1,"ranked":\["frame"/m' ),
				self::does(
					[ 'knowledge', 'search', '--batch={folder}/questions.jsonl', '--output={folder}/answers.jsonl' ],
					'/Success: 1 questions answered\./',
				),
				self::fails( 'knowledge search', '/Error: Give a question/' ),
				self::fails( 'knowledge search x --limit=0', '/Error: --limit is a number from 1 to 100\./' ),
				self::fails( 'knowledge search --batch={folder}/bad.jsonl', '/Error: 0 questions answered, 2 lines left out/' ),
				self::fails( 'knowledge search --batch={folder}/questions.jsonl --output={folder}', '/Error: The file ".*" cannot be written\./' ),
				self::does( 'knowledge stats', '/^import\tidle\t3\t.*^documents: 4$/ms' ),
				self::does( 'knowledge stats --format=json', '/^\{"documents":4,/' ),
				self::fails( 'knowledge stats --format=xml', '/Invalid value specified for \'format\'/' ),
				self::does( 'knowledge clear', '/Forget all documents and the index\? \[y\/n\]/', "n\n" ),
				self::does( 'knowledge clear --yes', '/Success: All documents are deleted\./' ),
				self::does( [ 'knowledge', 'search', 'warranty' ], '/\ANothing found\.\n\z/' ),
				self::fails( 'knowledge clear --sure', '/unknown --sure parameter/' ),
			],
			'testing' => [
				$import,
				[ 'code' => 2 ] + self::fails( 'test run', '/Error: There is no case to run\. Add one first\./' ),
				[ 'input' => "question,language,contains\nHow long?,en,seven years\nWhen?,en,\n" ]
				+ self::fails( 'test import -', '/Warning: Line 3: Nothing is expected.*Error: Nothing was added\./s' ),
				self::does(
					'test import - --skip-faults',
					'/Success: 1 added, 0 changed, 0 there already\./',
					"question,language,contains,refuse\nHow long is the warranty of the frame?,en,seven years,\nWhen?,en,,\n",
				),
				self::does( 'test run', '/^1 passed, 0 failed, 0 without their source, 0 errors; 0 better, 0 same, 0 worse, 1 new$/m' ),
				self::does( 'test import -', '/Success: 1 added/', '{"question": "Do you sell rowing boats?", "contains": "yes", "language": "en"}' ),
				self::fails( 'test run --builtin', '/failed\tnew\tDo you sell rowing boats\?\t.*1 passed, 1 failed/s' ),
				self::does( 'test run --fail-on=worse --format=json', '/"fingerprint": "[0-9a-f]{64}".*"question": "Do you sell/s' ),
				self::fails( 'test run --format=junit', '#<testsuite name="aaia builtin" tests="2" failures="1" errors="0" skipped="0">#' ),
				self::does(
					'test run --provider=builtin --model=other --judge --fail-on=worse --format=json --output={folder}/report.json',
					'/\A\z/',
				),
				self::fails( 'test run --format=xml', '/Invalid value specified for \'format\'/' ),
				[ 'code' => 2 ] + self::fails( 'test run --max-cost=much', '/Error: Write the amount like this/' ),
				[ 'code' => 2 ] + self::fails( 'test run --instructions={folder}/nowhere.txt', '/Error: This file cannot be read/' ),
				self::fails( 'test import {folder}/nowhere.csv', '/Error: This file cannot be read/' ),
			],
			'synchronising' => [
				self::does( 'knowledge sync --source=posts', '/^posts: \d+ of \d+$.*Success: The assistant knows [1-9]\d* documents/ms' ),
				self::does( 'knowledge sync', '/^answers: 0 of 0$.*Success: The assistant knows [1-9]\d* documents/ms' ),
				self::fails( 'knowledge sync --source=nothing', '/Error: There is no source named "nothing"\./' ),
			],
			'what is wrong with pages' => [
				self::does( [ 'knowledge', 'import', '-' ], '/Success: 2 documents imported/', <<<'LINES'
					{"id": "one", "title": "Contact", "text": "Our telephone number is 05 53 12 34 56. Call the workshop on this number.", "url": "https://site.test/one", "language": "en"}
					{"id": "two", "title": "Summer", "text": "The summer sale ends on 31 August 2021. Come before this day.", "url": "https://site.test/two", "language": "en"}
					LINES ),
				self::does( 'knowledge health --check --kind=expired --format=csv', '#^\d+,expired,https://site\.test/two,#m' ),
				self::does( 'knowledge health --ignored --format=json', '/^\[\]$/m' ),
				self::fails( 'knowledge health --kind=nothing', '/Error: --kind is link, expired/' ),
			],
			'pages of other sites' => [
				self::does( 'knowledge pages add {site}/help --every=daily --limit=5', '/Success: 1 added\./' ),
				self::does( 'knowledge pages list --format=csv', '#^.*/help,page,daily,#m' ),
				self::does( 'knowledge pages read {site}/help', '/Success: The assistant knows 1 pages of other sites\./' ),
				self::does( [ 'knowledge', 'search', 'unicycle' ], '/mended within nine days/' ),
				self::does( 'knowledge pages remove {site}/help', '/Success: Removed\./' ),
				self::does( 'knowledge pages add {site}/sitemap.xml --sitemap --only=/help/*,/faq/* --not=/help/old/*', '/Success: 1 added\./' ),
				self::fails( 'knowledge pages add nonsense', '/Error: \S/' ),
				self::fails( 'knowledge pages add {site}/x --limit=many', '/Error: --limit is a number from 1 to 10000\./' ),
				self::fails( 'knowledge pages add {site}/x --every=hourly', '/Invalid value specified for \'every\'/' ),
				self::fails( 'knowledge pages list --format=xml', '/Invalid value specified for \'format\'/' ),
				self::fails( 'knowledge pages read {site}/unknown', '/Error: ".*unknown" is not in the list\./' ),
				self::fails( 'knowledge pages remove {site}/unknown', '/Error: ".*unknown" is not in the list\./' ),
			],
			'the summary' => [
				self::does( 'digest send --dry-run', '/\A\S.*\n\n\S/' ),
				self::does( 'digest send', '/Success: 1 summaries sent\./' ),
				self::fails( 'digest send --to=me', '/unknown --to parameter/' ),
			],
			'figures' => [
				self::does( 'metrics export', '/\A\{"/' ),
				self::does( 'metrics export --format=json', '/\A\[\s*\{.*\}\s*\]\s*\z/s' ),
				self::does( 'metrics export --format=csv', '/\A\S+,\S+/' ),
				self::does(
					'metrics export --user=admin --status=open --answers=weak --archived=any --from=2026-01-01 --to=2026-12-31 --format=json',
					'/\A\[.*\]\s*\z/s',
				),
				self::does( 'metrics export --user=admin --assignee=none --rating=up --search=bicycle --format=json', '/\A\[\s*\]\s*\z/' ),
				self::fails( 'metrics export --status=open', '/Error: Filters show what a user may see/' ),
				self::fails( 'metrics export --user=admin --status=lost', '/Error: The status is one of/' ),
				self::fails( 'metrics export --user=admin --from=soon', '/Error: Enter dates as/' ),
				self::does( 'insights count', '/Success: All conversations are counted/' ),
				self::does( 'insights count --anew', '/Success: All conversations are counted/' ),
				self::fails( 'insights count --again', '/unknown --again parameter/' ),
				self::does( 'insights show --from=2026-01-01 --to=2026-01-02 --format=json', '/^\[\{"day":"2026-01-01","conversations":0,/' ),
				self::does( 'insights show --from=2026-01-01 --to=2026-01-02 --format=csv', '/^2026-01-02,0,/m' ),
				self::fails( 'insights show --from=2026-01-02 --to=2026-01-01', '/Error: Enter two days as/' ),
				self::does( 'metrics costs', '/^day\t0\t/m' ),
				self::does( 'metrics costs --from=2026-01-01 --to=2026-01-31 --format=json', '/^\[\{"period":"period",/' ),
				self::fails( 'metrics costs --from=soonish', '/Error: Enter days as 2026-01-31\./' ),
			],
			'visitors' => [
				self::does( 'visitor revoke {visitor}', '/Success: The visitor is signed out\./' ),
				self::does( 'visitor revoke --all', '/Sign every visitor out\?/', "n\n" ),
				self::does( 'visitor revoke --all --yes', '/Success: Every visitor is signed out\./' ),
				self::fails( 'visitor revoke', '/Error: Name a visitor or a conversation, or give --all\./' ),
				self::fails( 'visitor revoke nobody', '/Error: There is no visitor and no conversation/' ),
			],
			'deletions' => [
				self::does(
					'conversation verify-deleted',
					'/^erased-conversation-1\t[-0-9: ]+\tthe visitor\t0\t.*Success: Nothing is left of 1 deleted/ms',
				),
				self::does( 'conversation verify-deleted erased-conversation-1 --days=2 --format=json', '/^\[\{"id":"erased-conversation-1",/' ),
				self::fails( 'conversation verify-deleted abcdefghijklmnop', '/Error: The conversation abcdefghijklmnop is not deleted\./' ),
				self::fails( 'conversation verify-deleted nobody', '/Error: The event log of the last 30 days knows no deletion of nobody\./' ),
				self::fails( 'conversation verify-deleted --days=soon', '/Error: --days is a number from 1 to 36500\./' ),
			],
			'work' => [
				self::does( 'jobs list', '/given\.up.*The server is gone\./' ),
				self::does( 'jobs list --format=json', '/^\[\{"id":"?\d+"?,"handler":"given\.up"/' ),
				self::does( 'jobs retry {job}', '/Success: 1 jobs are tried again\./' ),
				self::does( 'jobs retry --all', '/Success: No job was given up\./' ),
				self::fails( 'jobs list --format=xml', '/Invalid (?:value specified for \'format\'|format)/' ),
				self::fails( 'jobs retry', '/Error: Name the jobs, or say --all\./' ),
				self::fails( 'jobs retry 999999 soon', '/Error: Not among the jobs that were given up: 999999, soon\./' ),
				self::does( 'worker --once', '/Success: \d+ jobs done\./' ),
				self::does( 'worker --time-limit=1', '/Success: \d+ jobs done\./' ),
				self::fails( 'worker --time-limit=soon', '/Error: --time-limit is a number of seconds/' ),
			],
			'tables' => [
				self::does( 'migrate', '/Success: The tables are those of this release\./' ),
				self::fails( 'migrate --dry-run', '/Error: Nothing was done: this command takes no words and no options\./' ),
			],
		];
	}

	/** @return list<array{string}> */
	public static function names(): array {
		return array_map( static fn( string $name ): array => [ $name ], array_keys( self::stories() ) );
	}

	#[DataProvider( 'names' )]
	public function test_it_does_what_it_says_and_says_what_is_wrong( string $story ): void {
		$this->prepare();
		$cli = new WpCli( [ 'AAIA_TEST_PORT' => (string) self::$site->port ] );
		foreach ( self::stories()[ $story ] as $step ) {
			$args = array_map( fn( string $arg ): string => strtr( $arg, $this->values ), $step['args'] );
			$said = $cli->run( [ 'aaia', ...$args ], $step['input'] );
			$all  = substr( 'wp aaia ' . implode( ' ', $args ) . "\n" . $said['out'] . $said['err'], 0, 2_000 );
			self::assertSame( $step['code'], $said['code'], $all );
			self::assertSame(
				1,
				preg_match( $step['says'], 0 === $step['code'] ? $said['out'] . $said['err'] : $said['err'] . $said['out'] ),
				"{$step['says']} should be in: $all",
			);
			self::assertSame(
				0,
				preg_match( '/^(?:PHP )?(?:Warning|Notice|Deprecated|Fatal error):.* in \S+ on line/m', $said['out'] . $said['err'] ),
				$all,
			);
		}
	}

	public function test_mails_that_are_refused_are_told(): void {
		$said = ( new WpCli( [ 'AAIA_TEST_MAILS' => 'refuse' ] ) )->run( [ 'aaia', 'digest', 'send' ] );
		self::assertSame( 1, $said['code'] );
		self::assertStringContainsString( '1 of 1 summaries could not be sent', $said['err'] );
	}

	public function test_each_command_and_each_of_its_options_has_a_step_and_each_command_one_that_fails(): void {
		$commands = $this->registered();
		self::assertNotSame( [], $commands );
		$steps    = array_merge( ...array_values( self::stories() ) );
		$untested = [];
		foreach ( $commands as $command => $options ) {
			$its_steps = array_filter(
				$steps,
				fn( array $step ): bool => $command === $this->command_of( $step['args'], array_keys( $commands ) ),
			);
			$given     = implode( ' ', array_map( static fn( array $step ): string => implode( ' ', $step['args'] ), $its_steps ) );
			$codes     = array_column( $its_steps, 'code' );
			if ( ! in_array( 0, $codes, true ) || ! in_array( 1, $codes, true ) ) {
				$untested[] = $command;
			}
			array_push(
				$untested,
				...array_map(
					static fn( string $option ): string => "$command --$option",
					array_filter( $options, static fn( string $option ): bool => ! str_contains( $given, '--' . $option ) ),
				),
			);
		}
		self::assertSame( '', implode( "\n", $untested ), 'They need a step in stories().' );
	}

	/** @return array<string, list<string>> Names of options, by command below `wp aaia`. */
	private function registered(): array {
		$said = ( new WpCli() )->run( [ 'aaia-commands' ] );
		self::assertSame( 0, $said['code'], $said['err'] );
		$names = static fn( string $synopsis ): array => 0 === preg_match_all( '/--([a-z-]+)/', $synopsis, $options ) ? [] : $options[1];
		return array_map( $names, (array) json_decode( $said['out'], true ) );
	}

	/**
	 * @param list<string> $args
	 * @param list<string> $commands
	 */
	private function command_of( array $args, array $commands ): ?string {
		for ( $words = count( $args ); $words > 0; $words-- ) {
			$name = implode( ' ', array_slice( $args, 0, $words ) );
			if ( in_array( $name, $commands, true ) ) {
				return $name;
			}
		}
		return null;
	}

	/** What the stories find there: a visitor, a job that was given up, an answer with its figures. */
	private function prepare(): void {
		$services = $this->real->plugin->services;
		$database = $services->get( Database::class );
		$now      = gmdate( 'Y-m-d H:i:s' );
		$visitor  = Ids::random();
		$times    = [ 'retrieve' => 1, 'first' => 2, 'total' => 5 ];
		$data     = wp_json_encode( [
			'origin' => 'builtin',
			'question' => 'Bells?',
			'searched' => 'bells',
			'model' => 'builtin',
			'refused' => false,
			'support' => 0.9,
			'passages' => [],
			'flags' => [],
			'times' => $times,
			'tokens' => null,
		] );
		$database->insert( 'visitors', [ 'public_id' => $visitor, 'created_at' => $now ] );
		$id       = $database->insert(
			'conversations',
			[
				'public_id' => 'abcdefghijklmnop',
				'channel' => 'web',
				'status' => 'open',
				'handler' => 'assistant',
				'last_activity_at' => $now,
				'created_at' => $now,
			],
		);
		$message  = $database->insert(
			'messages',
			[ 'conversation_id' => $id, 'public_id' => 'ponmlkjihgfedcba', 'parts' => '[]', 'created_at' => $now ],
		);
		$database->insert(
			'answer_metrics',
			[
				'message_id' => $message,
				'conversation_id' => $id,
				'created_at' => $now,
				'model' => 'builtin',
				'refused' => 0,
				'flags' => 0,
				'support' => 90,
				'data' => $data,
			],
		);

		$erased = $database->insert(
			'conversations',
			[
				'public_id'        => 'erased-conversation-1',
				'channel'          => 'web',
				'status'           => 'open',
				'handler'          => 'assistant',
				'last_activity_at' => $now,
				'created_at'       => $now,
			],
		);
		$services->get( ConversationService::class )
			->erase( $services->get( ConversationRepository::class )->by_id( $erased ) ?? throw new \RuntimeException( 'It is gone.' ) );

		$clock = new TestClock( '-4 days' );
		$queue = new JobQueue( $database, $clock );
		$database->execute( 'DELETE FROM %i', $database->table( 'jobs' ) );
		$queue->push( 'given.up' );
		for ( $attempt = 1; $attempt <= JobQueue::MAX_ATTEMPTS; $attempt++ ) {
			$clock->pass( '6 hours' );
			$claimed = $queue->claim( 60 );
			self::assertNotNull( $claimed );
			$queue->fail( $claimed, 'The server is gone.' );
		}
		$this->values += [ '{job}' => (string) $queue->dead( 1 )[0]['id'], '{visitor}' => $visitor ];
	}

	/**
	 * @param string|list<string> $args A text is taken apart at its spaces.
	 *
	 * @return Step
	 */
	private static function does( string|array $args, string $says, string $input = '' ): array {
		return [ 'args' => is_string( $args ) ? explode( ' ', $args ) : $args, 'code' => 0, 'says' => $says, 'input' => $input ];
	}

	/**
	 * @param string|list<string> $args
	 *
	 * @return Step
	 */
	private static function fails( string|array $args, string $says ): array {
		return [ 'args' => is_string( $args ) ? explode( ' ', $args ) : $args, 'code' => 1, 'says' => $says, 'input' => '' ];
	}
}
