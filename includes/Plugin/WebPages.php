<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\SafeFetch;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Knowledge\KeepIndex;
use Aaia\Chatbot\Knowledge\KnowledgeService;
use Aaia\Chatbot\Knowledge\Rest\AddAddresses;
use Aaia\Chatbot\Knowledge\Rest\ChangeAddress;
use Aaia\Chatbot\Knowledge\Rest\ListAddresses;
use Aaia\Chatbot\Knowledge\Rest\ListAddressPages;
use Aaia\Chatbot\Knowledge\Rest\ReadAddress;
use Aaia\Chatbot\Knowledge\Rest\RemoveAddress;
use Aaia\Chatbot\Knowledge\SourceRepository;
use Aaia\Chatbot\Knowledge\Text\FileReader;
use Aaia\Chatbot\Knowledge\Text\HtmlText;
use Aaia\Chatbot\Knowledge\Web\AddressRepository;
use Aaia\Chatbot\Knowledge\Web\AddressService;
use Aaia\Chatbot\Knowledge\Web\LinkedFile;
use Aaia\Chatbot\Knowledge\Web\PageKeeper;
use Aaia\Chatbot\Knowledge\Web\PageReader;
use Aaia\Chatbot\Knowledge\Web\PageRepository;
use Aaia\Chatbot\Knowledge\Web\ReadPages;
use Aaia\Chatbot\Knowledge\Web\RobotsBook;
use Aaia\Chatbot\Knowledge\Web\SitemapWalk;
use Aaia\Chatbot\Knowledge\Web\WebReader;
use Aaia\Chatbot\Knowledge\Web\WebSource;

/** Pages of other sites: part of the library. */
final class WebPages {

	public readonly AddressRepository $addresses;

	public readonly PageRepository $pages;

	public readonly WebReader $reader;

	public readonly AddressService $service;

	public readonly WebSource $source;

	/** @param ?\Closure(float): void $sleep Waits so many seconds between two requests; null really does. */
	public function __construct( private readonly Foundation $base, KnowledgeService $knowledge, SourceRepository $sources, FileReader $files, ?\Closure $sleep = null ) {
		$gate            = new AddressGate();
		$fetch           = new SafeFetch( new OutgoingClient( $gate ) );
		$robots          = new RobotsBook( $fetch );
		$this->addresses = new AddressRepository( $base->database, $base->clock );
		$this->pages     = new PageRepository( $base->database, $base->clock );
		$this->reader    = new WebReader(
			$this->addresses,
			$this->pages,
			new SitemapWalk( $base->database, $fetch, $robots, $this->pages, $base->clock ),
			new PageReader( $fetch, $robots, new HtmlText(), new LinkedFile( $files ), $base->clock ),
			new PageKeeper( $base->database, $this->pages, $knowledge, $sources, $base->clock ),
			$robots,
			$base->clock,
			$sleep
		);
		$this->service = new AddressService( $this->addresses, $this->pages, $gate, $this->reader, $base->jobs );
		$this->source  = new WebSource( $this->addresses, $this->pages, $this->reader );
	}

	/** @return list<Route> */
	public function routes(): array {
		return [
			new ListAddresses( $this->addresses, $this->pages, $this->base->clock ),
			new AddAddresses( $this->service, $this->base->clock ),
			new ChangeAddress( $this->addresses, $this->pages, $this->service, $this->base->clock ),
			new RemoveAddress( $this->addresses, $this->service ),
			new ReadAddress( $this->addresses, $this->service ),
			new ListAddressPages( $this->addresses, $this->pages, $this->base->cursor() ),
		];
	}

	/** Reads what is due. */
	public function job( KeepIndex $keep ): JobHandler {
		return new ReadPages( $this->reader, $this->addresses, $keep, $this->base->jobs, $this->base->clock );
	}
}
