<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Alerts\Outside\OutsideService;
use Aaia\Chatbot\Alerts\Outside\ServiceClient;
use Aaia\Chatbot\Alerts\Outside\ServiceFormat;
use Aaia\Chatbot\Alerts\Outside\ServiceKind;
use Aaia\Chatbot\Alerts\Outside\ServicePayload;
use Aaia\Chatbot\Content\Web\RobotsCache;
use Aaia\Chatbot\Health\LinkProbe;
use Aaia\Chatbot\Health\LinkState;
use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Llm\Embeddings\OpenAiEmbeddingClient;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\OpenAi\ModelCatalog;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;
use Aaia\Chatbot\Llm\OpenAi\OpenAiCompatibleClient;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\Llm\Support\FixedConfig;
use Aaia\Chatbot\Tests\Llm\Support\NeverCancelled;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Tries private addresses with every outgoing request: model, model list, embeddings, outside services, pages, robots.txt, links. */
final class AllOutgoingRequestsTest extends TestCase {

	/** @var list<string> Addresses that a request was begun to. */
	private array $begun = [];

	private OutgoingClient $client;

	protected function setUp(): void {
		parent::setUp();
		$names        = [
			'two-faces.example' => [ '93.184.215.14', '10.0.0.7' ],
			'six.example'       => [ '93.184.215.14', '::1' ],
			'nat64.example'     => [ '64:ff9b::a9fe:a9fe' ],
			'mapped.example'    => [ '::ffff:127.0.0.1' ],
			'own.example'       => [ '192.168.1.10' ],
			'login.example'     => [ '192.168.1.11' ],
			'127.1'             => [ '127.0.0.1' ],
		];
		$this->client = new OutgoingClient( new AddressGate( static fn( string $host ): array => $names[ $host ] ?? [ '93.184.215.14' ] ) );
		update_option( 'home', 'https://own.example' );
		add_filter( 'allowed_redirect_hosts', static fn( array $hosts ): array => [ ...$hosts, 'login.example' ] );
		add_filter( 'pre_http_request', function ( mixed $answer, array $arguments, string $url ): \WP_Error {
			$this->begun[] = $url;
			return new \WP_Error( 'http_request_failed', 'It was sent.' );
		}, 10, 3 );
	}

	/** @return iterable<string, array{string}> */
	public static function tricks(): iterable {
		$urls = [
			'https://two-faces.example', 'https://six.example', 'https://nat64.example', 'https://mapped.example',
			'https://own.example', 'HTTPS://OWN.example.', 'https://login.example', 'https://127.0.0.1', 'https://127.1',
			'https://2130706433', 'https://0x7f.0.0.1', 'https://0177.0.0.1', 'https://[::1]',
			'https://[::ffff:169.254.169.254]', 'https://[fd00:ec2::254]', 'https://169.254.169.254',
			'https://93.184.215.14@127.0.0.1', 'https://good.example\\@127.0.0.1', 'https://%31%32%37.0.0.1',
			'hTTps://127.0.0.1.',
		];
		foreach ( $urls as $url ) {
			yield $url => [ $url ];
		}
	}

	#[DataProvider( 'tricks' )]
	public function test_no_room_sends_requests_to_private_addresses( string $url ): void {
		$this->ask_everything( $url );
		self::assertSame( [], $this->begun );
	}

	public function test_every_room_can_send_requests_to_a_public_address(): void {
		$this->ask_everything( 'https://good.example' );
		self::assertCount( 7, $this->begun, 'Else the tricks would prove nothing.' );
	}

	/** Requests a URL by every feature that sends requests. Failures are expected. */
	private function ask_everything( string $url ): void {
		$config   = new LlmConfig( $url . '/v1', 'sk-secret-1234567890abcdef', 'm1' );
		$requests = new ModelServerClient( $this->client );
		$fetch    = new SafeFetch( $this->client );
		self::assertNotNull(
			Answer::of( new OpenAiCompatibleClient( new FixedConfig( $config ), $requests ), Asking::for( 'Hi' )->request() )->failure,
		);
		self::assertSame( [], ( new ModelCatalog( $requests ) )->names( $config, new NeverCancelled() ) );
		try {
			( new OpenAiEmbeddingClient( $config, 0, $requests ) )->embed( [ 'text' ], 0.5 );
			self::fail( 'There was an answer.' );
		} catch ( LlmFailure ) {
			$this->addToAssertionCount( 1 );
		}
		$service = new OutsideService( 1, 's', ServiceKind::Webhook, 'Desk', $url . '/hook', '', 'whsec_c2VjcmV0', null, null );
		$clock   = new SystemClock();
		self::assertFalse(
			( new ServiceClient( new ServiceFormat( $clock ), 1.0, $this->client ) )
				->deliver(
					$service,
					new ServicePayload( 'n', 'Subject', 'Text', 'https://site.test', null, 'support', '', 'c', $clock->now() ),
				)->accepted,
		);
		try {
			$fetch->get( $url . '/page', 1000 );
			self::fail( 'There was an answer.' );
		} catch ( CallFailure ) {
			$this->addToAssertionCount( 1 );
		}
		self::assertNull( ( new RobotsCache( $fetch ) )->for_url( $url . '/page' ) );
		self::assertNotSame( LinkState::Alive, ( new LinkProbe( $fetch ) )->probe_external( $url . '/page' )->state );
	}
}
